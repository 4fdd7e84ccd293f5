import { AxisDialog } from '../shared/axis-dialog.ts';
import type { TopicReplies } from '../shared/topic-reply.ts';

/** Emplois francs (2018–2024, payments still running) and the priority neighbourhoods. */
export class EmploisFrancsDialog extends AxisDialog {
  constructor(replies: TopicReplies) {
    super('emplois-francs', replies);
  }
}
