// The page is complete without this script. It adds what only a script can:
// copying an example, and showing in the contents where the reader is.
'use strict';

for (const pre of document.querySelectorAll('pre[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.dataset.copy = '';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(pre);
      button.textContent = 'Selected';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
  pre.parentElement.querySelector('figcaption').append(button);
}

const contents = document.getElementById('page-contents');
contents.addEventListener('click', (event) => {
  if (event.target.closest('a') && contents.matches(':popover-open')) contents.hidePopover();
});

const parts = [];
for (const link of contents.querySelectorAll('a')) {
  const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (part) parts.push({ link, part });
}
let current;
let waiting = false;

// follow makes the contents point at the part that the reader is in: the last
// one that begins above the upper third of the window.
function follow() {
  waiting = false;
  const line = innerHeight / 3;
  const at = parts.findLast(({ part }) => part.getBoundingClientRect().top < line);
  if (at?.link === current) return;
  current?.removeAttribute('aria-current');
  current = at?.link;
  current?.setAttribute('aria-current', 'true');
  if (current && getComputedStyle(contents).position === 'sticky') {
    contents.scrollTop = current.offsetTop - contents.clientHeight / 3;
  }
}

function later() {
  if (!waiting) requestAnimationFrame(follow);
  waiting = true;
}
addEventListener('scroll', later, { passive: true });
addEventListener('resize', later, { passive: true });
later();
