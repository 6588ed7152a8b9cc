//! Temporary.
use std::time::Instant;
use tilsagn::app::{boot, register};
use tilsagn::clock::{SystemChance, SystemClock};
use tilsagn::config::Config;
use tilsagn::store;

#[derive(serde::Deserialize)]
#[allow(dead_code)]
struct Body { version: Option<u32>, language: Option<String>, before: Option<Named>, after: Option<Named>, reason: Option<Named> }
#[derive(serde::Deserialize)]
#[allow(dead_code)]
struct Named { name: Option<String> }

#[test]
fn measure() {
    let Ok(folder) = std::env::var("MEASURE") else { return };
    let url = format!("sqlite:{folder}/tilsagn.db");
    let env = [("TILSAGN_DATABASE_URL", url.as_str()), ("TILSAGN_DATA_DIR", folder.as_str()), ("TILSAGN_BASE_URL", "http://127.0.0.1:8091")];
    let config = Config::from_parts(None, env.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned()))).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let app = boot::open(config, Box::new(SystemClock), Box::new(SystemChance)).await.unwrap();
        let kinds = ["endorsement.published", "endorsement.suspended", "endorsement.revoked", "organisation.renamed", "commitment.suspended"];
        for _ in 0..5 {
            app.store.write(store::register_state::bump).await.unwrap();
            let t = Instant::now();
            assert!(register::refresh(&app).await.unwrap());
            let whole = t.elapsed();
            let t = Instant::now();
            let bodies = app.store.read(move |db| store::public::bodies(db, &kinds)).await.unwrap();
            let sql = t.elapsed();
            let t = Instant::now();
            let n = bodies.iter().filter(|(_, b)| serde_json::from_str::<Body>(b.as_deref().unwrap()).unwrap().version.is_some()).count();
            println!("whole {whole:?}, bodies {sql:?}, parse {:?} of {n}; history lines {}", t.elapsed(), bodies.len());
        }
    });
}
