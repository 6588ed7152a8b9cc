//! The names of the world in a database, and the question as the program asks it there: by its own table of keys.

use data_encoding::HEXLOWER;
use tilsagn::app::kin::CANDIDATES;
use tilsagn::domain::ids::OrganisationId;
use tilsagn::domain::kinship::{Kin, TOLD, keys};
use tilsagn::domain::organisation::Category;
use tilsagn::store::organisation::Profile;
use tilsagn::store::{self, Json};

use crate::support::app::TestApp;

/// The register, as the program keeps it.
pub struct Register {
    app: TestApp,
    kin: Vec<Kin>,
}

impl Register {
    pub fn of(kin: Vec<Kin>) -> Register {
        let app = TestApp::on_sqlite();
        let all: Vec<Vec<String>> = kin.iter().map(|one| keys(one).into_iter().collect()).collect();
        app.write(move |db, now| {
            for (place, keys) in all.iter().enumerate() {
                let id =
                    store::organisation::insert(db, &HEXLOWER.encode(&place.to_be_bytes()), &empty(), now)?;
                assert_eq!(id, id_of(place));
                store::organisation_key::replace(db, id, 1, keys)?;
            }
            Ok(())
        });
        Register { app, kin }
    }

    /// Whom staff would be told of.
    pub fn told(&self, asked: &Kin) -> Vec<usize> {
        let lookups: Vec<String> = keys(asked).into_iter().collect();
        let nobody = OrganisationId(0);
        let near =
            self.app.read(move |db| store::organisation_key::sharing(db, nobody, &lookups, CANDIDATES));
        let places = near.into_iter().map(|id| usize::try_from(id.0).unwrap() - 1);
        places.filter(|place| asked.resembles(&self.kin[*place]).score >= TOLD).collect()
    }
}

fn id_of(place: usize) -> OrganisationId {
    OrganisationId(i64::try_from(place).unwrap() + 1)
}

/// A row without words: what is looked for is its keys, and what is compared is at hand.
fn empty() -> Profile {
    Profile {
        category: Category::CivilSociety,
        country: None,
        name: String::new(),
        website: None,
        domain: None,
        description: None,
        search_key: String::new(),
        skeleton: String::new(),
        sealed: None,
        names: Json(Vec::new()),
        identifiers: Json(Default::default()),
    }
}
