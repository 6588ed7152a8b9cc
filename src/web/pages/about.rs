//! Who runs this, what is done with personal data, how accessible it is.

use actix_web::HttpResponse;
use serde::Serialize;
use serde_json::json;

use crate::app::Settings;
use crate::domain::assurance::Level;
use crate::domain::organisation::Category;
use crate::domain::{Result, limits};
use crate::web::error::Failure;
use crate::web::public::{Present, Public};

/// `/about`
pub async fn about(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| public.page("page/about/show.html", "", &About::of(public)?))
}

/// `/privacy`
pub async fn privacy(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| {
        public.page(
            "page/about/privacy.html",
            "",
            &json!({ "settings": settings(public), "kept": Kept::NOW }),
        )
    })
}

/// `/accessibility`
pub async fn accessibility(Present(public): Present) -> Result<HttpResponse, Failure> {
    public.answer("", |public| {
        public.page("page/about/accessibility.html", "", &json!({ "settings": settings(public) }))
    })
}

/// What the deployment says of itself, in the reader's language.
fn settings(public: &Public) -> Settings {
    public.site.app.settings.load().in_language(public.visitor.locale)
}

/// What the page about the register shows.
#[derive(Debug, Serialize)]
struct About {
    settings: Settings,
    categories: Vec<Known>,
    ladder: Vec<Level>,
    unnamed: u32,
    review_days: i64,
    reversal_days: i64,
    again_days: i64,
    lapse_days: i64,
    silent_days: i64,
}

/// A category, and how its members are known.
#[derive(Debug, Serialize)]
struct Known {
    name: String,
    how: String,
}

impl About {
    fn of(public: &Public) -> Result<About> {
        let speech = public.speech()?;
        let known = |category: &Category| Known {
            name: speech.code("category", &format!("{}_plural", category.code())),
            how: speech.word(expected(*category)),
        };
        Ok(About {
            settings: settings(public),
            categories: Category::ALL.iter().map(known).collect(),
            ladder: Level::ALL.iter().copied().rev().collect(),
            unnamed: public.snapshot.unnamed_at_least(),
            review_days: limits::REVIEW_DAYS,
            reversal_days: limits::REVERSAL_DAYS,
            again_days: limits::DOMAIN_AGAIN_DAYS,
            lapse_days: limits::DOMAIN_LAPSE_DAYS,
            silent_days: limits::DOMAIN_SILENT_DAYS,
        })
    }
}

/// The message that says what is expected of a category.
const fn expected(category: Category) -> &'static str {
    match category {
        Category::State => "about-expected-letter",
        Category::LocalGovernment | Category::Multilateral => "about-expected-either",
        Category::Company | Category::CivilSociety | Category::Academia | Category::Media => {
            "about-expected-domain"
        }
    }
}

/// How long things are kept, in the unit that the name says.
#[derive(Debug, Serialize)]
struct Kept {
    draft_days: i64,
    unconfirmed_days: i64,
    unanswered_days: i64,
    declined_days: i64,
    arrival_days: i64,
    reversal_days: i64,
    idle_minutes: i64,
    session_hours: i64,
}

impl Kept {
    const NOW: Kept = Kept {
        draft_days: limits::DRAFT_DAYS,
        unconfirmed_days: limits::UNCONFIRMED_DAYS,
        unanswered_days: limits::UNANSWERED_DAYS,
        declined_days: limits::DECLINED_DAYS,
        arrival_days: limits::ARRIVAL_DAYS,
        reversal_days: limits::REVERSAL_DAYS,
        idle_minutes: limits::IDLE_MINUTES,
        session_hours: limits::SESSION_HOURS,
    };
}
