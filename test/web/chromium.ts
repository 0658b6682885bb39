import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const require = createRequire(import.meta.url);

/** Kept from one launch to the next, so that the fonts are looked through once. */
const FONTS_HOME = join(import.meta.dirname, '../../node_modules/.cache/duban/fonts');

/** A fontconfig file that knows one Chinese font from npm, for machines without any; system fonts stay in use. */
function chineseFonts(): string {
  const folder = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  mkdirSync(FONTS_HOME, { recursive: true });
  const file = join(FONTS_HOME, 'fonts.conf');
  const draft = `${file}.${process.pid}`;
  writeFileSync(
    draft,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(folder, '400Regular')}</dir><dir>${join(folder, '700Bold')}</dir><dir>/usr/share/fonts</dir>
<alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
<cachedir>${join(FONTS_HOME, 'cache')}</cachedir></fontconfig>`,
  );
  renameSync(draft, file);
  return file;
}

/**
 * One process for everything, meant for tiny functions, dies with the first closed context. A graphics card played by
 * the processor takes six times as long as drawing without one.
 */
const UNWANTED = /^--(single-process|in-process-gpu|ignore-gpu-blocklist|use-gl=|use-angle=|enable-unsafe-swiftshader)/;

/** The Chromium that comes with npm, with a Chinese font. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const fonts = chineseFonts();
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [...sparticuz.args.filter((arg) => !UNWANTED.test(arg)), '--no-sandbox', '--disable-gpu'],
    env: { ...process.env, FONTCONFIG_FILE: fonts, FONTCONFIG_PATH: dirname(fonts) },
    headless: true,
  });
}
