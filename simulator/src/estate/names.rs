//! What are the people called?
//!
//! As a directory knows them: the first letter of a given name, and a surname. Common surnames of
//! many countries, written as in an account name.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::seeded::Dice;

const INITIALS: &[u8] = b"aaabbccddeeffgghhiijjjkkkllmmmmnnnoopqrrrsssstttuvwxyyz";

static SURNAMES: LazyLock<Vec<&str>> = LazyLock::new(|| TEXT.split(' ').collect());

const TEXT: &str = "abdullah abe achterberg adeyemi aguilar ahmed akhtar alvarez andersen anjum aoki arslan asante \
    azevedo baptiste barbieri bauer begum bekele bergstrom bianchi blanchard boateng borges brandt \
    brennan byrne cardoso carter castillo cermak chanda chen chowdhury clarke cohen contreras costa \
    dahl danjuma das davies delacroix demir diallo dimitrov dlamini doyle duarte dubois eide eriksen \
    espinoza evans farouk fernandes ferrari fischer flores fofana fontaine fraser fujita gallagher \
    garcia georgiou ghosh gonzalez green gruber gupta haddad hagen hamid hansen haruna hashimoto \
    hassan henriksen hernandez hoang hoffmann horvat hughes huynh ibrahim iliescu inoue ivanova iyer \
    jansen jensen johansson jones joshi juarez kamau kaplan karlsson kaya keita kelly khalil khan \
    kim kobayashi koroma kovacs kowalska kozlov kruger kumar laine larsen laurent lee lehtonen leroy \
    levy liang lindqvist lopes mahlangu malik martin mazur mbeki mccarthy medina mehta mensah meyer \
    mishra mohamed molina moreau moyo mukherjee muller mwangi nair nakamura ndiaye nguyen nielsen \
    novak nowak obrien odhiambo okafor okeke olsen omar onyango ortega osei ozturk papadopoulos park \
    patel pereira petrov pham popescu quispe rahman ramirez rao reyes ribeiro richter rossi ruiz \
    saito salazar santos sato schmidt shah sharma silva singh smith sokolov sorensen suzuki svensson \
    takahashi tanaka tesfaye thapa thomas toure tran traore tshabalala vargas vasquez virtanen vogel \
    walker wang weber williams wilson wojcik wong yamamoto yang yilmaz young zhang zhao zielinski \
    zulu";

/// Hands out user names, each once in its directory.
#[derive(Default)]
pub struct Names {
    taken: HashSet<(String, String)>,
}

impl Names {
    /// A name that nobody else has in this directory: `cmartin`, `cmartin2`, `cmartin3`.
    pub fn next(&mut self, dice: &mut Dice, directory: &str) -> String {
        let initial = char::from(*dice.pick(INITIALS));
        let base = format!("{initial}{}", dice.pick(&SURNAMES));
        let mut name = base.clone();
        let mut number = 2;
        while !self.taken.insert((directory.to_owned(), name.clone())) {
            name = format!("{base}{number}");
            number += 1;
        }
        name
    }
}
