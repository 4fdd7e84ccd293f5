/** A style sheet, imported as its text: esbuild puts it into the bundle. */
declare module '*.css' {
  const css: string;
  export default css;
}
