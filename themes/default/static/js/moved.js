/* Leads on from an old address, with the section that the reader asked for. Without script the page does it, without
   the section. */
"use strict";
(function () {
  const link = document.getElementById("moved-to");
  if (link instanceof HTMLAnchorElement) {
    // In place of the page: the way back must not lead here again.
    location.replace(link.href + location.hash);
  }
})();
