// Writes the icons named in icons.txt into one sprite, so that a page loads only what is used.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const names = readFileSync('icons.txt', 'utf8').split('\n').map(line => line.trim()).filter(Boolean);

function symbol(name) {
  let svg;

  try {
    svg = readFileSync(`node_modules/@tabler/icons/icons/outline/${name}.svg`, 'utf8');
  } catch {
    throw new Error(`icons.txt names "${name}", which Tabler Icons does not have.`);
  }

  const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '').trim()
    .split('\n').filter(line => !line.includes('M0 0h24v24H0z')).map(line => line.trim()).join('');

  // Stroke and size come from the class on the page; only the shapes are kept here.
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
}

mkdirSync('wwwroot/lib', { recursive: true });
writeFileSync('wwwroot/lib/icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">\n${names.map(symbol).join('\n')}\n</svg>\n`);
