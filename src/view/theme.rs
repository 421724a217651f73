//! Named styles. The default theme uses the terminal's sixteen colours over its own background, so that it
//! reads on dark and on light ones; without colour every difference is one of weight, line or mark.
//!
//! What may be overlooked is faint and has no colour: the bright black that others use for it is the very background of
//! the palette Solarized.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

/// Declares the roles: name, colour, attributes, attributes without colour.
macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $color:ident [$($with:ident)*] [$($without:ident)*];)+) => {
        /// What a piece of text is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $role,)+ }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Self] = &[$(Self::$role,)+];

            const fn look(self) -> (Color, Modifier, Modifier) {
                match self {
                    $(Self::$role => (
                        Color::$color,
                        Modifier::empty()$(.union(Modifier::$with))*,
                        Modifier::empty()$(.union(Modifier::$without))*,
                    ),)+
                }
            }
        }
    };
}

roles! {
    /// Running text.
    Text Reset [] [];
    /// What may be overlooked.
    Dim Reset [DIM] [DIM];
    /// Titles and names.
    Strong Reset [BOLD] [BOLD];
    /// Lines that part panes.
    Rule Reset [DIM] [DIM];
    /// The selected row.
    Selected Reset [REVERSED] [REVERSED];
    /// The row that the detail is about, while the detail has the focus.
    Remembered Reset [BOLD] [BOLD];
    /// A period above its events.
    Heading Reset [BOLD] [BOLD];
    /// The line of today.
    Today Yellow [] [];
    /// Events after today.
    Future Cyan [] [ITALIC];
    /// A filter in force.
    Chip Reset [REVERSED] [REVERSED];
    /// A key in a hint.
    Key Reset [BOLD] [BOLD];
    /// What the search found.
    Hit Reset [BOLD UNDERLINED] [BOLD UNDERLINED];
    /// The words of a quote.
    Quote Reset [] [];
    /// An address or a link.
    Link Reset [UNDERLINED] [UNDERLINED];
    /// Bars of the strip that the filter hides.
    BarHidden Reset [DIM] [DIM];
    /// Bars of the strip.
    Bar Cyan [] [];
    /// Something to be careful about.
    Warning Yellow [] [BOLD];
}

/// The colours of countries, in the order of the lanes; plain blue is unreadable on many dark terminals.
const LANES: [Color; 9] = [
    Color::LightBlue,
    Color::LightRed,
    Color::Green,
    Color::Yellow,
    Color::Cyan,
    Color::Magenta,
    Color::LightGreen,
    Color::LightMagenta,
    Color::LightCyan,
];

/// How roles look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Without any colour.
    pub mono: bool,
}

impl Theme {
    /// Returns the style of a role.
    pub fn style(self, role: Role) -> Style {
        let (color, with, without) = role.look();
        if role == Role::Selected {
            // In reverse a colour would be a patch of background: a selected row has none.
            return Style::new().fg(Color::Reset).add_modifier(with);
        }
        if self.mono {
            Style::new().add_modifier(without)
        } else if color == Color::Reset {
            Style::new().add_modifier(with)
        } else {
            Style::new().fg(color).add_modifier(with)
        }
    }

    /// Returns the style of the country that is the n-th busiest of the collection, from 0.
    pub fn country(self, rank: Option<usize>) -> Style {
        match rank.and_then(|rank| LANES.get(rank)) {
            Some(&color) if !self.mono => Style::new().fg(color),
            _ => Style::new(),
        }
    }

    /// Takes the last colour out of a finished frame, where there is to be none.
    pub fn finish(self, buf: &mut Buffer) {
        if !self.mono {
            return;
        }
        for cell in &mut buf.content {
            cell.fg = Color::Reset;
            cell.bg = Color::Reset;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_role_has_a_colour_in_the_mono_theme() {
        for &role in Role::ALL {
            let colour = Theme { mono: true }.style(role).fg;
            assert!(matches!(colour, None | Some(Color::Reset)), "{role:?}");
        }
    }

    #[test]
    fn no_role_has_a_colour_that_a_palette_may_use_for_its_background() {
        let taken = [Color::Black, Color::DarkGray, Color::Gray, Color::White];
        for &role in Role::ALL {
            let colour = Theme { mono: false }.style(role).fg;
            assert!(
                colour.is_none_or(|colour| !taken.contains(&colour)),
                "{role:?}"
            );
        }
    }

    #[test]
    fn what_colour_tells_is_told_without_it() {
        let mono = Theme { mono: true };
        let plain = mono.style(Role::Text);
        for role in [
            Role::Dim,
            Role::Selected,
            Role::Chip,
            Role::Hit,
            Role::Future,
            Role::BarHidden,
        ] {
            assert_ne!(mono.style(role), plain, "{role:?}");
        }
    }
}
