/** The licences of what is bundled, from the build (vite.config.js). */
declare const __LICENCES__: { names: string[]; text: string; licence: string }[];
declare module "*.css";
