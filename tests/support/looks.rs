//! Other ways to look at the page that is open: in the dark, with everything opened, with a form emptied.

use super::browser::Browser;
use serde_json::{Value, json};

/// Lets pages be dark, as a visitor's system may wish, or light again.
pub fn dark(browser: &Browser, dark: bool) {
    let scheme = if dark { "dark" } else { "light" };
    let wish = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    browser.devtools("Emulation.setEmulatedMedia", wish);
}

/// Opens everything that is folded up, and says how many things can be popped up besides.
pub fn unfold(browser: &Browser) -> u64 {
    let script = "const done = arguments[0];
        document.querySelectorAll('details').forEach(one => { one.open = true; });
        done(document.querySelectorAll('[popover]').length);";
    browser.execute_async(script).as_u64().expect("a number")
}

/// Pops one of them up. False when it is nothing to pop up at this width.
pub fn pop_up(browser: &Browser, place: u64) -> bool {
    let script = format!(
        "const done = arguments[0]; const one = document.querySelectorAll('[popover]')[{place}];
         one.showPopover(); done(one.matches(':popover-open'));"
    );
    browser.execute_async(&script) == Value::Bool(true)
}

/// Takes everything out of the form that goes to an address with this end, and types nonsense where a mail
/// address belongs. Gives the CSS selector of its button; nothing if there is no such form.
pub fn empty(browser: &Browser, end: &str) -> Option<&'static str> {
    let script = format!(
        "const done = arguments[0];
         const form = [...document.querySelectorAll('main form[method=post]')]
             .find(one => new URL(one.getAttribute('action') ?? '', location.href).pathname.endsWith({}));
         for (const one of form ? form.elements : []) {{
             if (one.type === 'checkbox' || one.type === 'radio') one.checked = false;
             else if (one.tagName !== 'BUTTON' && one.type !== 'hidden')
                 one.value = one.type === 'email' ? 'nobody' : '';
         }}
         if (form) {{ form.noValidate = true; form.id = 'emptied'; }}
         done(form !== undefined);",
        json!(end)
    );
    let there = browser.execute_async(&script) == Value::Bool(true);
    there.then_some("#emptied button:not([type='button'])")
}

/// Whether something stands whole in the window, without scrolling.
pub fn in_sight(browser: &Browser, selector: &str) -> bool {
    let script = format!(
        "const done = arguments[0];
         requestAnimationFrame(() => requestAnimationFrame(() => {{
             const box = document.querySelector({}).getBoundingClientRect();
             done(box.height > 0 && box.top >= 0 && box.bottom <= innerHeight + 1);
         }}));",
        json!(selector)
    );
    browser.execute_async(&script) == Value::Bool(true)
}

/// The HTTP status with which the open page came (Navigation Timing level 2, `responseStatus`).
pub fn status(browser: &Browser) -> u64 {
    let script = "arguments[0](performance.getEntriesByType('navigation')[0].responseStatus);";
    browser.execute_async(script).as_u64().expect("a number")
}

/// Buttons that are there and cannot be hit: smaller than a fingertip needs (WCAG 2.2, 2.5.8).
pub fn too_small(browser: &Browser) -> Vec<String> {
    let script = "const done = arguments[0];
        const small = one => { const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24; };
        done([...document.querySelectorAll('button')].filter(one => one.checkVisibility() && small(one))
            .map(one => one.textContent.trim()));";
    let found = browser.execute_async(script);
    found.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}

/// What reaches out of the window sideways, each with where it ends and how it begins.
pub fn too_wide(browser: &Browser) -> Vec<String> {
    let script = "const done = arguments[0]; const width = document.documentElement.clientWidth;
        const out = one => { const box = one.getBoundingClientRect(); return box.right > width + 0.5 || box.left < -0.5; };
        const name = one => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}: ${one.textContent.trim().slice(0, 40)}`;
        done([...document.querySelectorAll('body *')].filter(out).map(name));";
    let found = browser.execute_async(script);
    found.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}
