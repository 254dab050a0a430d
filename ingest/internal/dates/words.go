package dates

import (
	"maps"
	"strings"
)

// The words of English dates. Each table is read by the matcher; none is
// tied to a text.

// set makes a membership table of the words in s.
func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// index numbers groups of words: the words of the first group 1, and so on.
func index(groups ...string) map[string]int {
	m := map[string]int{}
	for i, g := range groups {
		for w := range strings.FieldsSeq(g) {
			m[w] = i + 1
		}
	}
	return m
}

var (
	months = index("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
		"august aug", "september sept sep", "october oct", "november nov", "december dec")
	// weekdays are numbered from Monday, 1, to Sunday, 7.
	weekdays = index("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs",
		"friday fri", "saturday sat", "sunday sun")
	weekdayPlurals = set("mondays tuesdays wednesdays thursdays fridays saturdays sundays")
	seasons        = index("spring", "summer", "autumn fall", "winter")

	// Abbreviations are words of their own ("Sun", "Dec", "Mar"): they count
	// only beside a number or another part of a date.
	abbreviated = set("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun")

	numbers = map[string]int{
		"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
		"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
		"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
		"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "dozen": 12,
	}
	ordinals = map[string]int{
		"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
		"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
		"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
		"twentieth": 20, "thirtieth": 30,
	}
	decadeWords = map[string]int{
		"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
		"eighties": 80, "nineties": 90,
	}
	// uncounted quantities make a length without a value ("several weeks").
	uncounted = set("several few many some numerous countless recent")

	units = map[string]unit{
		"minute": minutes, "minutes": minutes, "hour": hours, "hours": hours, "day": days, "days": days,
		"night": days, "nights": days, "week": weeks, "weeks": weeks, "fortnight": fortnights,
		"fortnights": fortnights, "month": monthsU, "months": monthsU, "quarter": quarters,
		"quarters": quarters, "year": years, "years": years, "decade": decades, "decades": decades,
		"century": centuries, "centuries": centuries, "weekend": weekends, "weekends": weekends,
	}
	dayParts  = set("morning afternoon evening night noon midday midnight dawn dusk lunchtime")
	frequency = set("hourly daily nightly weekly biweekly fortnightly monthly bimonthly quarterly yearly annual annually biannual biennial")

	// vagueness of a word that narrows a period.
	vagueWords = map[string]Vague{
		"early": Early, "mid": Mid, "late": Late, "beginning": Start, "start": Start, "outset": Start,
		"middle": Mid, "end": End, "close": End, "turn": Start,
	}
	approximate = set("about around circa approximately roughly nearly almost some over under barely just exactly")

	prepositions = set(`on in at since until till before after by from to between during throughout through
		within around about for of following over as into towards toward prior past`)

	// leaning says on which side of a length its approximation lies.
	leaning = map[string]int{"almost": -1, "nearly": -1, "under": -1, "barely": -1, "less": -1, "over": 1, "more": 1}

	// What may stand before a year that is no part of a longer date.
	beforeYear = set(`in since by until till from during before after around about circa early mid late to and
		or between through throughout of late following as spring summer autumn fall winter than the a an this`)

	// numbered things: the number after them names one of them.
	numbered = set(`resolution resolutions boeing airbus no nos number numbers room section article articles
		page pages flight chapter channel route highway title rule order document bill law act protocol paragraph
		part area unit model type class level phase version form agenda vision horizon strategy ps peugeot studio
		psalm chapter asteroid`)
	// counted things: the number before them counts them, and is no day or
	// year.
	counted = set(`people persons troops soldiers men women children students migrants refugees civilians
		fighters militants rebels protesters demonstrators deaths casualties prisoners hostages detainees workers
		members delegates officers police personnel homes houses villages schools vehicles tanks aircraft
		missiles rockets warheads ships km kilometers kilometres miles meters metres feet tons tonnes kg pounds
		barrels dollars euros rubles roubles yuan yen percent percentage times points votes seats cases acres
		hectares million billion trillion thousand hundred others were americans russians ukrainians israelis
		palestinians chinese syrians iraqis afghans pages words shares jobs families residents attendees guests
		journalists countries nations minutes hours days weeks months years decades am pm o degrees`)

	// fixed names that contain a weekday or month and are no date: what
	// follows, and what stands before.
	nameAfter  = set("times telegraph mirror express herald mail post sun service prayers prayer mosque committee revolution")
	nameBefore = set("bloody black good ash super cyber palm easter maundy shrove giving casual sheffield man girl")
	// heads of names of wars and risings that a month names ("the October
	// war"); they point back to a date, they do not give one.
	namedByMonth = set("war revolution uprising rising crisis rebellion coup")

	titles = set(`mr mrs ms miss dr sir lady lord dame president premier minister secretary senator
		representative ambassador chancellor general colonel captain judge justice professor prince princess
		queen king governor mayor theresa julian april may june`)

	// verbs whose complement lies ahead of them.
	planning = set(`invite plan schedule expect set slate due hope intend aim vow pledge promise prepare agree propose
		decide arrange likely ready poised bid`)
	upcoming = set("upcoming forthcoming planned scheduled proposed")
	// governing verbs that speak of an event without making it happen then:
	// the date of the speaking is not the event's.
	speaking = set(`say tell announce report propose suggest demand request urge call invite offer reject refuse
		cancel postpone delay agree want hope expect plan schedule discuss mention welcome praise criticize
		criticise condemn describe recall note confirm deny warn promise pledge vow consider prepare seek ask
		await anticipate favor favour support oppose rule recommend predict write add state declare insist
		stress claim believe think know remember commemorate mark celebrate`)
	// verbs that with their object make one event ("held talks").
	light = set("have hold conduct take make pay begin start open convene host attend resume continue conclude finish end complete do give occur happen fall come date go")
	// verbs of coming together: what they are "for" takes place then.
	motion = set("arrive travel fly come return gather meet head land assemble convene sit visit")
	// verbs whose gerund or infinitive shares their time.
	phase = set("begin start continue help manage go come keep finish stop resume get")

	// nouns that name a datable event.
	eventNouns = set(`meeting visit trip tour call talk talks summit conference session conversation negotiation
		negotiations round treaty agreement accord war battle election elections vote ceremony briefing speech
		statement interview attack strike invasion offensive coup referendum debate consultation discussion
		dialogue encounter gathering forum deal ceasefire truce signing arrival departure return death birth
		protest rally riot crisis announcement declaration communique communiqué resolution inauguration
		appointment resignation exchange telephone reception dinner lunch breakfast congress parliament
		commemoration withdrawal retreat contact handshake event hearing trial verdict mission journey
		bombing explosion blast killing funeral anniversary review videoconference teleconference`)
	eventSuffixes = []string{"tion", "tions", "sion", "sions", "ment", "ments", "ance", "ence"}
)

// beginnings are the words that an expression can begin with: each rule's
// first word is one of them. Most words of a text are not, and cost one
// look-up.
var beginnings = wordsOf(
	set(`the a an that this last past next coming previous preceding following ensuing
		fiscal financial academic calendar q1 q2 q3 q4 today tonight yesterday tomorrow half every each bi once
		twice times age aged christmas new more less first final second third opening closing most much part rest
		remainder course earlier later`),
	weekdayPlurals, uncounted, frequency, approximate,
	keys(months), keys(weekdays), keys(seasons), keys(numbers), keys(ordinals), keys(decadeWords), keys(vagueWords),
)

// afterArticle are the words that can follow the article that an expression
// begins with. Most articles of a text stand before other nouns, and cost one
// look-up more.
var afterArticle = wordsOf(beginnings, dayParts, keys(units), set("prior same couple and consecutive full whole long"))

func keys[V any](m map[string]V) map[string]bool {
	out := map[string]bool{}
	for w := range m {
		out[w] = true
	}
	return out
}

func wordsOf(sets ...map[string]bool) map[string]bool {
	out := map[string]bool{}
	for _, s := range sets {
		maps.Copy(out, s)
	}
	return out
}

// begins reports whether an expression can begin with a piece, as far as the
// piece itself tells.
func (l *lex) begins() bool {
	switch l.kind {
	case word:
		return beginnings[l.low]
	case punct:
		return l.low == "'" // '60s
	case amount:
		return false
	}
	return true
}
