//! The words of mails: which can be changed, and one mail's texts in each language with what it looks like.

mod preview;

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use super::acting::Acting;
use crate::app::settings::{Part, SEEN};
use crate::app::words::{self, Own, Typed};
use crate::domain::locale::Locale;
use crate::domain::permit::{ManageSettings, Power, SeeSettings};
use crate::domain::words::{Fault, Group, Slot, Worded, listed};
use crate::domain::{Error, Result};
use crate::view::{Args, Mistake};
use crate::web::done;
use crate::web::error::Failure;
use crate::web::form::{Form, merged};
use crate::web::kept;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

const PAGE: &str = "staff/words/form.html";

/// The mails whose words can be changed.
pub async fn list(desk: Acting<SeeSettings>, done: web::Query<done::Query>) -> Result<HttpResponse, Failure> {
    let settings = desk.app().settings.load();
    let line = |mail: &Worded| {
        json!({
            "code": mail, "letter": mail.code().replace('_', "-"), "changed": settings.words_of(*mail).len(),
        })
    };
    let of = |group: Group| Worded::ALL.iter().filter(move |mail| mail.group() == group);
    let messages = desk.site.messages()?;
    let group = |group: &Group| {
        let label = messages.text(desk.visitor.locale, &format!("words-group-{group}"), None);
        json!({ "id": group, "label": label, "mails": of(*group).map(line).collect::<Vec<_>>() })
    };
    let values =
        json!({ "groups": Group::ALL.iter().map(group).collect::<Vec<_>>(), "done": desk.said(&done) });
    desk.page("staff/words/list.html", &values)
}

/// One mail's texts, or only what it looks like, for those who change nothing.
pub async fn show(desk: Acting<SeeSettings>, mail: web::Path<String>) -> Result<HttpResponse, Failure> {
    let mail = Worded::from_code(&mail).ok_or(Error::NotFound)?;
    let page = Editor { site: &desk.site, visitor: &desk.visitor, mail };
    let kept = |locale, slot| page.present(locale, slot);
    let mut values = page.values(&kept, |locale| page.kept(locale))?;
    values["reads"] = json!(!desk.colleague.staff.roles.any(ManageSettings::ROLES));
    desk.page(PAGE, &values)
}

/// Shows what the mail would look like, or keeps its words.
pub async fn save(
    desk: Acting<ManageSettings>,
    mail: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Failure> {
    let mail = Worded::from_code(&mail).ok_or(Error::NotFound)?;
    let page = Editor { site: &desk.site, visitor: &desk.visitor, mail };
    let sent = |locale, slot| Ok(form.get(&field(locale, slot)).to_owned());
    if kept::is_restored(&form) {
        return desk.page(PAGE, &page.restored(&form)?);
    }
    match changes(&page, &form) {
        Ok(typed) if form.has("preview") => {
            let values = page.values(&sent, |locale| page.typed(&typed, locale))?;
            desk.page(PAGE, &values)
        }
        Ok(typed) => keep(&desk, &page, &form, typed).await,
        Err(wrong) => {
            let mut values = page.values(&sent, |locale| page.kept(locale))?;
            values["problems"] = json!(page.mistakes(&wrong)?);
            desk.mend(PAGE, &values)
        }
    }
}

/// What was typed, or asked back as it was originally; what is typed as it was is no change.
fn changes(page: &Editor<'_>, form: &Form) -> Result<Typed, Vec<(Locale, Slot, Fault)>> {
    let original = form.has("original");
    words::parse(page.mail, |locale, slot| {
        let typed = form.get(&field(locale, slot));
        let same = original || page.original(locale, slot).is_ok_and(|text| text == typed);
        if same { String::new() } else { typed.to_owned() }
    })
}

/// Keeps the words; the form again, when others have changed settings meanwhile.
async fn keep(
    desk: &Acting<ManageSettings>,
    page: &Editor<'_>,
    form: &Form,
    typed: Typed,
) -> Result<HttpResponse, Failure> {
    let seen = form.get(SEEN).to_owned();
    match words::save(desk.app(), desk.origin(), &desk.permit, (typed.clone(), seen)).await {
        Ok(()) => Ok(desk.see("/staff/words?done=words")),
        Err(Error::Invalid(problems)) => {
            let sent = |locale, slot| Ok(form.get(&field(locale, slot)).to_owned());
            let mut values = page.values(&sent, |locale| page.typed(&typed, locale))?;
            values["problems"] = json!(desk.words(&problems)?);
            desk.mend(PAGE, &values)
        }
        Err(error) => Err(error.into()),
    }
}

fn field(locale: Locale, slot: Slot) -> String {
    format!("{}_{locale}", slot.name.replace('-', "_"))
}

/// What makes the page of one mail.
struct Editor<'a> {
    site: &'a Site,
    visitor: &'a Visitor,
    mail: Worded,
}

impl Editor<'_> {
    /// What stands there unless it was changed, with its placeholders.
    fn original(&self, locale: Locale, slot: Slot) -> Result<String> {
        let mut args = Args::new();
        for name in slot.placeholders() {
            args.set(name, format!("{{{name}}}"));
        }
        Ok(self.site.messages()?.plain(locale, &self.mail.message(slot), Some(&args)))
    }

    /// What stands there now.
    fn present(&self, locale: Locale, slot: Slot) -> Result<String> {
        match self.kept(locale).get(&self.mail.message(slot)) {
            Some(own) => Ok(own.clone()),
            None => self.original(locale, slot),
        }
    }

    fn kept(&self, locale: Locale) -> Arc<Own> {
        self.site.app.settings.load().own_words(locale)
    }

    fn typed(&self, typed: &Typed, locale: Locale) -> Arc<Own> {
        Arc::new(typed.over(&self.kept(locale), locale))
    }

    fn values(
        &self,
        text: &dyn Fn(Locale, Slot) -> Result<String>,
        own: impl Fn(Locale) -> Arc<Own>,
    ) -> Result<Value> {
        let mut values = serde_json::Map::new();
        let mut tongues = Vec::new();
        for locale in Locale::OFFERED {
            let mut fields = Vec::new();
            for slot in self.mail.slots() {
                let name = field(*locale, *slot);
                values.insert(name.clone(), text(*locale, *slot)?.into());
                fields.push(json!({
                    "name": name, "slot": slot.name, "takes": listed(&slot.placeholders()), "line": slot.is_subject(),
                }));
            }
            tongues.push(json!({
                "tag": locale, "name": locale.name(), "fields": fields,
                "mails": preview::of(self.site, self.mail, *locale, &own(*locale))?,
            }));
        }
        Ok(json!({
            "code": self.mail, "group": self.mail.group(), "letter": self.mail.code().replace('_', "-"),
            "tongues": tongues, "values": values,
            "seen": self.site.app.settings.load().mark(Part::Words(self.mail))?, "reads": false,
        }))
    }

    /// The form after a fresh proof, with what was typed before it.
    fn restored(&self, form: &Form) -> Result<Value> {
        let sent = |locale, slot| Ok(form.get(&field(locale, slot)).to_owned());
        let values = self.values(&sent, |locale| self.kept(locale))?;
        Ok(merged(values, json!({ "done": "restored", "seen": form.get(SEEN) })))
    }

    fn mistakes(&self, wrong: &[(Locale, Slot, Fault)]) -> Result<Vec<Mistake>, Failure> {
        let messages = self.site.messages()?;
        let say = |id: &str, args: &Args<'_>| messages.text(self.visitor.locale, id, Some(args));
        let told = |(locale, slot, fault): &(Locale, Slot, Fault)| {
            let mut args = Args::new();
            let text = match fault {
                Fault::Flaw(flaw) => say(&format!("flaw-{flaw}"), &args),
                Fault::TooLong(limit) => {
                    args.set("limit", *limit);
                    say("words-too-long", &args)
                }
                Fault::Unknown { given, nearest } => {
                    args.set("given", format!("{{{given}}}"));
                    args.set("nearest", nearest.map(|name| format!("{{{name}}}")).unwrap_or_default());
                    say(if nearest.is_some() { "words-unknown" } else { "words-none-here" }, &args)
                }
                Fault::Brace => say("words-brace", &args),
                Fault::Link => say("words-link", &args),
                Fault::Wordless => say("words-wordless", &args),
            };
            Mistake::new(&field(*locale, *slot), text)
        };
        Ok(wrong.iter().map(told).collect())
    }
}
