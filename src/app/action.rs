//! What a person can do: one table row an action.

/// Where a key means something: one place at a time has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The list, the detail panes, the full-screen reader: letters are actions.
    Browse,
    /// The strip: what it does not name is as in browsing.
    Strip,
    /// A drawer with rows: letters narrow it.
    Panel,
    /// A line of text: letters are typed.
    Prompt,
}

/// Declares the actions: variant, name in settings, contexts, whether the kiosk has it, one line of help.
macro_rules! actions {
    ($($variant:ident $name:literal [$($context:ident)+] $kiosk:ident $help:literal;)+) => {
        /// Something a key can be bound to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = $help] $variant,)+
        }

        impl Action {
            /// Every action, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the name in settings.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Returns where the action can be taken.
            pub const fn contexts(self) -> &'static [Context] {
                match self { $(Self::$variant => &[$(Context::$context,)+],)+ }
            }

            /// Says whether a visitor of the kiosk may take the action.
            pub const fn in_kiosk(self) -> bool {
                match self { $(Self::$variant => actions!(@$kiosk),)+ }
            }

            /// Returns one line of help.
            pub const fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)+ }
            }
        }
    };
    (@yes) => { true };
    (@no) => { false };
}

actions! {
    NextEvent "next-event" [Browse] yes "Next event; in a pane, next row";
    PreviousEvent "previous-event" [Browse] yes "Previous event; in a pane, previous row";
    PageDown "page-down" [Browse] yes "One page down";
    PageUp "page-up" [Browse] yes "One page up";
    HalfPageDown "half-page-down" [Browse] yes "Half a page down";
    HalfPageUp "half-page-up" [Browse] yes "Half a page up";
    First "first" [Browse] yes "First event";
    Last "last" [Browse] yes "Last event";
    Open "open" [Browse] yes "Open, go deeper, follow a link";
    Back "back" [Browse] yes "One step back";
    NextReading "next-while-reading" [Browse] yes "Next event, staying in the pane";
    PreviousReading "previous-while-reading" [Browse] yes "Previous event, staying in the pane";
    NextPane "next-pane" [Browse] yes "Next pane, then the strip";
    PreviousPane "previous-pane" [Browse] yes "Previous pane";
    NextPeriod "next-period" [Browse] yes "Next period that has events";
    PreviousPeriod "previous-period" [Browse] yes "Previous period that has events";
    ZoomIn "zoom-in" [Browse] yes "Group by shorter periods";
    ZoomOut "zoom-out" [Browse] yes "Group by longer periods";
    ZoomAll "zoom-all" [Browse] yes "All in one list";
    Today "today" [Browse] yes "Go to today";
    GoToDate "go-to-date" [Browse] yes "Go to a date: 1972, feb 1972, 2026-02-04, -10y";
    NextOfPair "next-of-pair" [Browse] yes "Next contact of the same countries";
    PreviousOfPair "previous-of-pair" [Browse] yes "Previous contact of the same countries";
    Countries "countries" [Browse] yes "Filter by country";
    Filter "filter" [Browse] yes "Filter by anything: lists to choose from, or a query";
    Same "same" [Browse] yes "Filter by what the event shares with others";
    Lane1 "lane-1" [Browse] yes "Filter by the country of lane 1";
    Lane2 "lane-2" [Browse] yes "Filter by the country of lane 2";
    Lane3 "lane-3" [Browse] yes "Filter by the country of lane 3";
    Lane4 "lane-4" [Browse] yes "Filter by the country of lane 4";
    Lane5 "lane-5" [Browse] yes "Filter by the country of lane 5";
    Lane6 "lane-6" [Browse] yes "Filter by the country of lane 6";
    Lane7 "lane-7" [Browse] yes "Filter by the country of lane 7";
    Lane8 "lane-8" [Browse] yes "Filter by the country of lane 8";
    Lane9 "lane-9" [Browse] yes "Filter by the country of lane 9";
    Future "future" [Browse] yes "Show or hide events after today";
    DropFilter "drop-filter" [Browse] yes "Drop the last filter";
    ClearFilters "clear-filters" [Browse] yes "Drop all filters";
    Undo "undo" [Browse] yes "Undo the last change of filters";
    Redo "redo" [Browse] yes "Redo it";
    Search "search" [Browse] yes "Search in all text";
    NextHit "next-hit" [Browse] yes "Next hit of the search";
    PreviousHit "previous-hit" [Browse] yes "Previous hit of the search";
    HistoryBack "history-back" [Browse] yes "Back to where you were";
    HistoryForward "history-forward" [Browse] yes "Forward again";
    Layout "layout" [Browse] yes "Change the layout";
    Problems "problems" [Browse] no "Show what is wrong with the files";
    Help "help" [Browse Panel Prompt] yes "Show the keys";
    NextBar "next-bar" [Strip] yes "Next bar that has events";
    PreviousBar "previous-bar" [Strip] yes "Previous bar that has events";
    JumpToBar "jump-to-bar" [Strip] yes "Go to the first event of the bar";
    LeaveStrip "leave-strip" [Strip] yes "Back to the list";
    RowDown "row-down" [Panel Prompt] yes "Next row; from a query, to the lists";
    RowUp "row-up" [Panel] yes "Previous row";
    RowPageDown "row-page-down" [Panel] yes "One page of rows down";
    RowPageUp "row-page-up" [Panel] yes "One page of rows up";
    RowFirst "row-first" [Panel] yes "First row";
    RowLast "row-last" [Panel] yes "Last row";
    Apply "apply" [Panel] yes "Apply and close";
    Cancel "cancel" [Panel] yes "Close, as it was before";
    Choose "choose" [Panel] yes "Choose the row, or take it out";
    Exclude "exclude" [Panel] yes "Leave out its events";
    NextFacet "next-facet" [Panel] yes "Next list of the filter";
    PreviousFacet "previous-facet" [Panel] yes "Previous list of the filter";
    NextMode "next-mode" [Panel] yes "Together, any of, only, from the one to the other";
    Accept "accept" [Prompt] yes "Apply the line";
    Abandon "abandon" [Prompt] yes "Close the line, as it was before";
    Complete "complete" [Prompt] yes "Complete the word of a query; again, the next one";
    CompleteBack "complete-back" [Prompt] yes "Complete with the one before";
    Reload "reload" [Browse] no "Read the files again";
    Redraw "redraw" [Browse Panel Prompt] yes "Draw the screen anew";
    Suspend "suspend" [Browse Panel Prompt] no "Suspend the program";
    Quit "quit" [Browse] no "Quit; in a full-screen pane, back";
    QuitNow "quit-now" [Browse Panel Prompt] no "Quit from everywhere";
}

impl Action {
    /// Finds an action by its name in settings.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }

    /// Returns the number of the lane that the action is about, from 0.
    pub fn lane(self) -> Option<usize> {
        const LANES: [Action; 9] = [
            Action::Lane1,
            Action::Lane2,
            Action::Lane3,
            Action::Lane4,
            Action::Lane5,
            Action::Lane6,
            Action::Lane7,
            Action::Lane8,
            Action::Lane9,
        ];
        LANES.iter().position(|&lane| lane == self)
    }
}
