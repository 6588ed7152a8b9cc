//! What kinds of organisations sign with the form, in the reader's words.

use crate::domain::Result;
use crate::domain::locale::Locale;
use crate::domain::organisation::Category;
use crate::web::options::Choice;
use crate::web::site::Site;

/// The categories that sign with this form; states sign by letter.
pub fn categories(site: &Site, locale: Locale) -> Result<Vec<Choice>> {
    let messages = site.messages()?;
    let all = Category::ALL.iter().filter(|category| **category != Category::State);
    Ok(all
        .map(|category| {
            let code = category.code().replace('_', "-");
            let word = |id: &str| messages.plain(locale, id, None);
            Choice {
                value: category.code().to_owned(),
                label: word(&format!("category-{code}")),
                hint: word(&format!("sign-category-{code}-hint")),
            }
        })
        .collect())
}
