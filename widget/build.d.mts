/** Writes widget.js and widget/chat.js into `outdir`; returns their sizes in bytes, gzipped. */
export function buildWidget(options: {
  outdir: string;
  minify: boolean;
}): Promise<{ loader: number; chat: number }>;
