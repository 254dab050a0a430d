package lexicon

import (
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"slices"
)

// Set is a set of words, each as Fold writes it.
type Set map[string]bool

// Words are the sets of ordinary words in words.tsv, whose notes say what each
// is for. The tag of a field is the name of its set in the file.
type Words struct {
	// Names.
	OrgHeads        Set `set:"org-heads"`
	Posted          Set `set:"posted"`
	Ministries      Set `set:"ministries"`
	FormatHeads     Set `set:"format-heads"`
	BareFormats     Set `set:"bare-formats"`
	NotNames        Set `set:"not-names"`
	Facilities      Set `set:"facilities"`
	GeoHeads        Set `set:"geo-heads"`
	GeoFirst        Set `set:"geo-first"`
	Calendar        Set `set:"calendar"`
	Clock           Set `set:"clock"`
	ThingNouns      Set `set:"thing-nouns"`
	Personal        Set `set:"personal"`
	NameSuffixes    Set `set:"name-suffixes"`
	Administrations Set `set:"administrations"`
	Joined          Set `set:"joined"`
	Governments     Set `set:"governments"`
	Stances         Set `set:"stances"`
	Backing         Set `set:"backing"`

	// Posts.
	TitlePrefixes       Set `set:"title-prefixes"`
	FormerPrefixes      Set `set:"former-prefixes"`
	RankPreserving      Set `set:"rank-preserving"`
	PostVerbs           Set `set:"post-verbs"`
	AppointVerbs        Set `set:"appoint-verbs"`
	LocalPosts          Set `set:"local-posts"`
	Ranks               Set `set:"ranks"`
	EnvoyTitles         Set `set:"envoy-titles"`
	Portfolios          Set `set:"portfolios"`
	PortfolioAdjectives Set `set:"portfolio-adjectives"`
	Unportfolioed       Set `set:"unportfolioed"`
	Serving             Set `set:"serving"`
	BareRoles           Set `set:"bare-roles"`
	Installing          Set `set:"installing"`
	Meanwhile           Set `set:"meanwhile"`

	// Places and journeys.
	PlacePreps        Set `set:"place-preps"`
	LocalNouns        Set `set:"local-nouns"`
	Settlements       Set `set:"settlements"`
	NamedByPlace      Set `set:"named-by-place"`
	Continents        Set `set:"continents"`
	Quarters          Set `set:"quarters"`
	Directions        Set `set:"directions"`
	Motion            Set `set:"motion"`
	Reaching          Set `set:"reaching"`
	EventNouns        Set `set:"event-nouns"`
	Visiting          Set `set:"visiting"`
	OriginParticiples Set `set:"origin-participles"`

	// Groups and bodies.
	GroupNouns      Set `set:"group-nouns"`
	CollectiveNouns Set `set:"collective-nouns"`
	PersonNouns     Set `set:"person-nouns"`
	StateNouns      Set `set:"state-nouns"`
	Rolling         Set `set:"rolling"`
	Expanses        Set `set:"expanses"`
	Delegations     Set `set:"delegations"`
	StateWords      Set `set:"state-words"`
	BodyNouns       Set `set:"body-nouns"`
	Lands           Set `set:"lands"`
	Rulers          Set `set:"rulers"`
	NotInPower      Set `set:"not-in-power"`
	GeneralBodies   Set `set:"general-bodies"`
	MediaNouns      Set `set:"media-nouns"`
	HumanNouns      Set `set:"human-nouns"`

	// Contacts.
	CallNouns       Set `set:"call-nouns"`
	VisitNouns      Set `set:"visit-nouns"`
	SessionNouns    Set `set:"session-nouns"`
	TalksNouns      Set `set:"talks-nouns"`
	EventNameHeads  Set `set:"event-name-heads"`
	SessionVerbs    Set `set:"session-verbs"`
	SessionStages   Set `set:"session-stages"`
	Mediating       Set `set:"mediating"`
	Observing       Set `set:"observing"`
	Chairing        Set `set:"chairing"`
	Attending       Set `set:"attending"`
	Company         Set `set:"company"`
	HostParticiples Set `set:"host-participles"`
	LeadParticiples Set `set:"lead-participles"`
	NamingVerbs     Set `set:"naming-verbs"`
	PressModifiers  Set `set:"press-modifiers"`
	Furthering      Set `set:"furthering"`
	Journeys        Set `set:"journeys"`
	Elsewhere       Set `set:"elsewhere"`
	PhoneWords      Set `set:"phone-words"`
	VideoWords      Set `set:"video-words"`

	// Whether a contact came to pass.
	Doubts     Set `set:"doubts"`
	Denials    Set `set:"denials"`
	Unlikely   Set `set:"unlikely"`
	Plans      Set `set:"plans"`
	Ready      Set `set:"ready"`
	Refusals   Set `set:"refusals"`
	Cancels    Set `set:"cancels"`
	Postpones  Set `set:"postpones"`
	CarriedOut Set `set:"carried-out"`
	Gladness   Set `set:"gladness"`
	Programmes Set `set:"programmes"`
	Possible   Set `set:"possible"`
	Coming     Set `set:"coming"`
	Margins    Set `set:"margins"`
	Those      Set `set:"those"`
	Lengths    Set `set:"lengths"`
	Promises   Set `set:"promises"`
	Accepts    Set `set:"accepts"`
	Repeating  Set `set:"repeating"`
	Departures Set `set:"departures"`
	Arrivals   Set `set:"arrivals"`
	TopicVerbs Set `set:"topic-verbs"`
	Relations  Set `set:"relations"`
	Urges      Set `set:"urges"`
	Prevents   Set `set:"prevents"`
	Dispatches Set `set:"dispatches"`
	Apart      Set `set:"apart"`

	// What one party does to another.
	DeedPlans   Set `set:"deed-plans"`
	DeedDoubts  Set `set:"deed-doubts"`
	DeedReports Set `set:"deed-reports"`
	Carrying    Set `set:"carrying"`
	Military    Set `set:"military"`
	StateArms   Set `set:"state-arms"`
	Suffered    Set `set:"suffered"`
	Topics      Set `set:"topics"`
	Matters     Set `set:"matters"`
}

// sets returns the fields by the names of their sets in the file.
func (w *Words) sets() map[string]*Set {
	v := reflect.ValueOf(w).Elem()
	m := make(map[string]*Set, v.NumField())
	for i := range v.NumField() {
		m[v.Type().Field(i).Tag.Get("set")] = v.Field(i).Addr().Interface().(*Set)
	}
	return m
}

// loadWords reads the sets of words. It fails on a set that is not in Words, on
// a word that no text could match or that its set has already, and on a set of
// Words that the file leaves out.
func (l *Lexicon) loadWords(fsys fs.FS, file string) error {
	rows, err := ReadTable(fsys, file, "set", "words")
	if err != nil {
		return err
	}
	sets := l.Words.sets()
	for _, r := range rows {
		set, ok := sets[r.Get("set")]
		if !ok {
			return r.Errorf("unknown set %q", r.Get("set"))
		}
		if *set == nil {
			*set = Set{}
		}
		for _, w := range r.List("words") {
			if w == "" || w != Fold(w) {
				return r.Errorf("word %q is not in lower case without accents and full stops", w)
			}
			if (*set)[w] {
				return r.Errorf("%q is in the set already", w)
			}
			(*set)[w] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		if len(*sets[name]) == 0 {
			return fmt.Errorf("%s: no words for the set %q", file, name)
		}
	}
	return nil
}

// loadShortForms reads the short forms of given names.
func (l *Lexicon) loadShortForms(fsys fs.FS, file string) error {
	rows, err := ReadTable(fsys, file, "short", "full")
	if err != nil {
		return err
	}
	for _, r := range rows {
		full := r.List("full")
		if len(full) == 0 {
			return r.Errorf("no full name for %q", r.Get("short"))
		}
		for _, f := range full {
			l.short[[2]string{Fold(r.Get("short")), Fold(f)}] = true
		}
	}
	return nil
}

// ShortForm reports whether one of two given names is a short form of the
// other, as "Bill" is of "William".
func (l *Lexicon) ShortForm(a, b string) bool {
	a, b = Fold(a), Fold(b)
	return l.short[[2]string{a, b}] || l.short[[2]string{b, a}]
}
