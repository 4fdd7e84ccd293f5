import { AxisDialog } from '../shared/axis-dialog.ts';
import type { TopicReplies } from '../shared/topic-reply.ts';

/** Apprenticeship and contrat de professionnalisation, for those who look for one and those who hire. */
export class AlternanceDialog extends AxisDialog {
  constructor(replies: TopicReplies) {
    super('alternance', replies);
  }
}
