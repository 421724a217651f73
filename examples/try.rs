//! scratch
use demarche::data::{Limits, Origin, load};
fn main() {
    let paths: Vec<std::path::PathBuf> = std::env::args().skip(1).map(Into::into).collect();
    let origins = if paths.is_empty() {
        vec![demarche::data::BUNDLED]
    } else {
        Origin::expand(&paths).unwrap_or_else(|e| {
            println!("{e} / {}", e.hint);
            vec![]
        })
    };
    let t = std::time::Instant::now();
    match load(&origins, &Limits::BROWSING, &|_| {
        std::ops::ControlFlow::Continue(())
    }) {
        Ok(l) => {
            println!(
                "{:?} events {} left out {} errors {} warnings {} people {} places {} sources {} tags {}",
                t.elapsed(),
                l.timeline.len(),
                l.left_out,
                l.problems.errors(),
                l.problems.warnings(),
                l.timeline.people().len(),
                l.timeline.places().len(),
                l.timeline.sources().len(),
                l.timeline.tags().len()
            );
            for p in l.problems.iter().take(30) {
                println!("{}", p.short());
            }
            for p in l.problems.iter().take(3) {
                println!("{}\n{}", p.human(false), p.json());
            }
            println!("{:?}", l.problems.omitted());
        }
        Err(e) => println!("{e}; {}", e.hint),
    }
}
