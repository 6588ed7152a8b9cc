/* Presses the one button of a page that somebody only passes through. Without it, they press it themselves. */
"use strict";

const onward = document.getElementById("onward");
if (onward.elements.code.value) onward.submit();
