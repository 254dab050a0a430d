package interactions_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/graph"
	"parley/ingest"
	"parley/ingest/internal/interactions"
)

var extractor = sync.OnceValues(func() (*ingest.Extractor, error) { return ingest.NewExtractor(data.FS) })

// Each text is that of an article published on 2021-03-10. What it says is
// "CLASS code status: actor > recipient" for each interaction, "; " between.
var texts = []struct{ text, want string }{
	{"Russia attacked Ukraine on Monday.", "ASSAULT 190 held: Russia > Ukraine"},
	{"Norway and Sweden signed a trade agreement in Oslo.", "SUPPORT 057 held: Norway > Sweden"},
	{"Norway reached an agreement with Sweden on fishing.", "AGREE 030 held: Norway > Sweden"},
	{"Hungary agreed with Poland on the route.", "AGREE 030 held: Hungary > Poland"},
	{"Erik Lund and Golda Meir agreed to reopen the border.", "AGREE 030 held: Erik Lund > Golda Meir"},
	{"Erik Lund met Golda Meir in Vienna.", "CONSULT 040 held: Erik Lund > Golda Meir"},
	{"Erik Lund phoned Golda Meir on Tuesday.", "CONSULT 041 held: Erik Lund > Golda Meir"},
	{"Norway held talks with Sweden and Finland.", "CONSULT 046 held: Norway > Sweden; CONSULT 046 held: Norway > Finland"},
	{"France mediated between Egypt and Israel.", "CONSULT 045 held: France > Egypt; CONSULT 045 held: France > Israel"},
	{"Erik Lund visited Japan in May.", "CONSULT 042 held: Erik Lund > Japan"},
	{"Germany urged Turkey to release the journalist.", "REQUEST 020 held: Germany > Turkey"},
	{"Germany called on Turkey and Greece to show restraint.", "REQUEST 020 held: Germany > Turkey; REQUEST 020 held: Germany > Greece"},
	{"Italy asked Germany for help.", "REQUEST 020 held: Italy > Germany"},
	{"Erik Lund invited Golda Meir to Oslo.", "REQUEST 026 held: Erik Lund > Golda Meir"},
	{"Sweden summoned the Russian ambassador.", "REQUEST 100 held: Sweden > Russia"},
	{"Turkey was urged by Germany to withdraw.", "REQUEST 020 held: Germany > Turkey"},
	{"Poland accused Belarus of attacking its border guards.", "ACCUSE 112 held: Poland > Belarus"},
	{"Poland condemned Belarus's behaviour at the border.", "ACCUSE 111 held: Poland > Belarus"},
	{"Denmark blamed Iran for the plot.", "ACCUSE 112 held: Denmark > Iran"},
	{"Hungary rejected Romania's offer.", "REJECT 120 held: Hungary > Romania"},
	{"Iran rejected the German demand on Monday.", "REJECT 120 held: Iran > Germany"},
	{"Egypt refused to negotiate with Ethiopia.", "REJECT 125 held: Egypt > Ethiopia"},
	{"Egypt refused to meet Ethiopian officials.", "REJECT 125 held: Egypt > Ethiopia"},
	{"North Korea threatened South Korea on Friday.", "THREATEN 130 held: North Korea > South Korea"},
	{"North Korea threatened to attack South Korea.", "THREATEN 138 held: North Korea > South Korea"},
	{"Iran threatened to impose sanctions on Denmark.", "THREATEN 1312 held: Iran > Denmark"},
	{"Japan warned China that it would respond.", "THREATEN 130 held: Japan > China"},
	{"Canada imposed sanctions on Belarus in June.", "SANCTION 163 held: Canada > Belarus"},
	{"Sanctions were imposed on Belarus by Canada.", "SANCTION 163 held: Canada > Belarus"},
	{"Canada sanctioned Iran and Belarus.", "SANCTION 163 held: Canada > Iran; SANCTION 163 held: Canada > Belarus"},
	{"Latvia expelled three Russian diplomats.", "SANCTION 166 held: Latvia > Russia"},
	{"Peru broke off diplomatic relations with Chile.", "SANCTION 161 held: Peru > Chile"},
	{"Peru recalled its ambassador from Chile.", "SANCTION 161 held: Peru > Chile"},
	{"Brazil supported Argentina.", "SUPPORT 051 held: Brazil > Argentina"},
	{"Brazil expressed support for Argentina.", "SUPPORT 051 held: Brazil > Argentina"},
	{"Erik Lund thanked Japan for its hospitality.", "SUPPORT 051 held: Erik Lund > Japan"},
	{"Norway recognised Kosovo in 2008.", "SUPPORT 054 held: Norway > Kosovo"},
	{"Japan helped Nepal after the earthquake.", "AID 070 held: Japan > Nepal"},
	{"Germany supplied Ukraine with tanks.", "AID 072 held: Germany > Ukraine"},
	{"Sweden sent weapons to Ukraine.", "AID 072 held: Sweden > Ukraine"},
	{"Sweden gave a loan.", ""},
	{"Qatar provided humanitarian aid to Yemen.", "AID 073 held: Qatar > Yemen"},
	{"India deployed troops to the border.", "MOBILIZE 154 held: India > -"},
	{"India deployed troops near Pakistan.", "MOBILIZE 154 held: India > Pakistan"},
	{"Egypt mobilized its reservists.", "MOBILIZE 154 held: Egypt > -"},
	{"Egypt mobilized voters.", ""},
	{"North Korea launched a missile on Sunday.", "MOBILIZE 150 held: North Korea > -"},
	{"Russian forces shelled Ukraine overnight.", "ASSAULT 194 held: Russia > Ukraine"},
	{"Israeli warplanes struck Syria.", "ASSAULT 190 held: Israel > Syria"},
	{"Syria was bombed by Israel.", "ASSAULT 195 held: Israel > Syria"},
	{"Syria was bombed overnight.", ""},
	{"The two presidents fought over the bill.", ""},
	{"Ethiopia withdrew its troops from Eritrea.", "RETREAT 0874 held: Ethiopia > Eritrea"},
	{"Ethiopia withdrew its proposal.", ""},
	{"Erik Lund resigned on Friday.", "RETREAT 0831 held: Erik Lund > -"},
	{"Iran detained Erik Lund on Sunday.", "COERCE 173 held: Iran > Erik Lund"},
	{"Iran released a statement.", ""},
	{"Erik Lund was arrested by Iran in March.", "COERCE 173 held: Iran > Erik Lund"},
	{"Canada lifted sanctions on Cuba.", "RETREAT 085 held: Canada > Cuba"},
	{"Canada eased sanctions against Cuba.", "RETREAT 085 held: Canada > Cuba"},
	{"Canada did not impose sanctions on Cuba.", ""},
	{"Canada never attacked Cuba.", ""},
	{"Canada may impose sanctions on Cuba.", ""},
	{"Canada will impose sanctions on Cuba.", "SANCTION 163 planned: Canada > Cuba"},
	{"Canada plans to impose sanctions on Cuba.", "SANCTION 163 planned: Canada > Cuba"},
	{"Canada would impose sanctions on Cuba.", "SANCTION 163 planned: Canada > Cuba"},
	{"If Canada attacked Cuba, Peru would protest.", ""},
	{"Canada denied that it attacked Cuba.", ""},
	{"Cuba claimed that Canada attacked it.", ""},
	{"Cuba said Canada had attacked Peru.", ""},
	{`"Canada attacked Cuba," Erik Lund said.`, ""},
	{"Canada struck a deal.", "SUPPORT 057 held: Canada > -"},
	{"Erik Lund attacked the problem with vigour.", ""},
	{"Italy beat Spain and fought back in the second half.", ""},
	{"Canada urged Cuba to attack Peru.", "REQUEST 020 held: Canada > Cuba"},
	{"Canada wants to attack Cuba.", ""},
	{"Canada considered expelling Cuban diplomats.", ""},
	{"Canada is attacking Cuba.", "ASSAULT 190 ongoing: Canada > Cuba"},
	{"Canada began to attack Cuba.", "ASSAULT 190 held: Canada > Cuba"},
	{"Erik Lund, who attacked Golda Meir, resigned.", "ASSAULT 190 held: Erik Lund > Golda Meir; RETREAT 0831 held: Erik Lund > -"},
	{"No state attacked Cuba.", ""},
	{"Erik Lund praised Golda Meir's courage.", "SUPPORT 051 held: Erik Lund > Golda Meir"},
	{"Erik Lund condemned the killing of Golda Meir.", ""},
	{"Norway cooperated with Sweden on fishing.", "COOPERATE 060 held: Norway > Sweden"},
	{"Erik Lund shot at Golda Meir.", "ASSAULT 193 held: Erik Lund > Golda Meir"},
	{"Canada declared war on Peru.", "ASSAULT 190 held: Canada > Peru"},
	{"Canadian troops clashed with Peru.", "ASSAULT 193 held: Canada > Peru"},
	{"The decision to attack Cuba shocked Peru.", ""},
	{"Hungary conceded to Romania.", "CONCEDE 080 held: Hungary > Romania"},
	{"Canada returned to Cuba.", ""},
	{"Canada returned the ship to Cuba.", "RETREAT 084 held: Canada > Cuba"},
	{"Erik Lund fired Golda Meir.", ""},
	{"Canada cut ties with Cuba.", "SANCTION 161 held: Canada > Cuba"},
	{"The United Nations sent peacekeepers to Mali.", "AID 074 held: United Nations > Mali"},
	{"France boycotted the games.", ""},
	{"France boycotted Italy.", "SANCTION 163 held: France > Italy"},
	{"Demonstrators protested against France.", ""},
	{"Norway and Sweden held talks.", "CONSULT 046 held: Norway > Sweden"},
	{"Erik Lund refused to resign.", "REJECT 120 held: Erik Lund > -"},
	{"Canada refused to lift sanctions on Cuba.", "REJECT 120 held: Canada > Cuba"},
	{"Canada threatened to withdraw troops from Mali.", "THREATEN 131 held: Canada > Mali"},
	{"Canada did not attack Cuba but threatened Peru.", "THREATEN 130 held: Canada > Peru"},
	{"Erik Lund said Canada supported Cuba.", "SUPPORT 051 held: Canada > Cuba"},
	{`Canada used the "attack" on Cuba as a pretext.`, ""},
	{"The storm struck Cuba on Friday.", ""},
	{"Erik Lund killed the proposal.", ""},
	{"Cuba was accused of attacking Peru.", ""},
	{"Canada hoped that Cuba would attack Peru.", ""},

	// PLOVER's classes that a noun brings.
	{"Canadian jets carried out an attack on Cuba.", "ASSAULT 190 held: Canada > Cuba"},
	{"Canada launched an offensive against Cuba.", "ASSAULT 190 held: Canada > Cuba"},
	{"The Canadian invasion of Cuba lasted a week.", "ASSAULT 190 held: Canada > Cuba"},
	{"Erik Lund ordered the bombing of Cuba.", "ASSAULT 195 held: Erik Lund > Cuba"},
	{"Fears of a Canadian attack on Cuba grew.", ""},
	{"Peru warned of a possible Canadian attack on Cuba.", ""},
	{"Canada planned an attack on Cuba.", "ASSAULT 190 planned: Canada > Cuba"},
	{"Peru prevented a Canadian attack on Cuba.", ""},
	{"Canada fired rockets into Cuba.", "ASSAULT 194 held: Canada > Cuba"},
	{"After talks between Norway and Sweden the port reopened.", "CONSULT 040 held: Norway > Sweden"},
	{"Erik Lund's visit to Japan ended on Sunday.", "CONSULT 042 held: Erik Lund > Japan"},
	{"A visit by Erik Lund to Japan ended on Sunday.", "CONSULT 042 held: Erik Lund > Japan"},
	{"Norwegian-Swedish negotiations went on.", "CONSULT 046 held: Norway > Sweden"},
	{"Norwegian aid to Nepal doubled. Norway is rich.", "AID 070 held: Norway > Nepal"},
	{"The withdrawal of Ethiopian troops from Eritrea began.", "RETREAT 0874 held: Ethiopia > Eritrea"},
	{"Canadian sanctions on Cuba hurt farmers. Canada is far.", "SANCTION 163 held: Canada > Cuba"},
	{"The annexation of Eritrea by Ethiopia was condemned.", "COERCE 192 held: Ethiopia > Eritrea"},
	{"Canada's refusal to sign the treaty annoyed Peru.", "REJECT 120 held: Canada > -"},
	{"Canada's call for a meeting of the United Nations was heard.", "REQUEST 020 held: Canada > United Nations"},

	// Those that need no recipient, where a matter between states is named.
	{"Canada ratified the treaty.", "SUPPORT 057 held: Canada > -"},
	{"Canada rejected the settlement.", "REJECT 120 held: Canada > -"},
	{"Canada rejected the parcel.", ""},
	{"Canada agreed to a truce.", "AGREE 030 held: Canada > -"},
	{"Canada agreed to a discount.", ""},
	{"Canada does not accept the truce.", "REJECT 120 held: Canada > -"},
	{"Canada refused to sign the pact.", "REJECT 120 held: Canada > -"},
	{"Canada threatened war.", "THREATEN 138 held: Canada > -"},

	{"Canada condemned the blockade imposed by Cuba.", "ACCUSE 111 held: Canada > Cuba"},
	{"Canada raised concerns about Cuba's prisons.", "ACCUSE 110 held: Canada > Cuba"},
	{"Canada complained that Cuba had closed the strait.", "ACCUSE 111 held: Canada > Cuba"},
	{"Canada demanded that Cuba open the strait.", "REQUEST 100 held: Canada > Cuba"},
	{"Canada supported the Cuban claim to the islands. Cuba is near.", "SUPPORT 051 held: Canada > Cuba"},
	{"Canada withdrew from NATO.", "SANCTION 161 held: Canada > North Atlantic Treaty Organization"},
	{"Canada withdrew troops from NATO.", "RETREAT 0874 held: Canada > North Atlantic Treaty Organization"},
	{"Canada lifted the embargo.", "RETREAT 085 held: Canada > -"},
	{"Canada massed forces along the border.", "MOBILIZE 154 held: Canada > -"},
	{"Canada occupied Cuba in 1902.", "COERCE 192 held: Canada > Cuba"},
	{"Canada blockaded Cuba.", "COERCE 191 held: Canada > Cuba"},
	{"Canada held joint exercises with Peru.", "COOPERATE 062 held: Canada > Peru"},
	{"Canada trained Cuban police.", "AID 072 held: Canada > Cuba"},
	{"Canada suspended aid to Cuba.", "SANCTION 162 held: Canada > Cuba"},
	{"Golda Meir marched against Canada.", "PROTEST 141 held: Golda Meir > Canada"},
	{"Erik Lund met with Golda Meir, Kari Nordahl and advisers including Haruto Ishida.", "CONSULT 040 held: Erik Lund > Golda Meir; CONSULT 040 held: Erik Lund > Kari Nordahl; CONSULT 040 held: Erik Lund > Haruto Ishida"},
	{"Canada was unwilling to talk with Cuba.", "REJECT 125 held: Canada > Cuba"},
	{"Canada was able to sign a treaty with Cuba.", "SUPPORT 057 held: Canada > Cuba"},
	{"Canada is willing to accept the truce.", "AGREE 030 planned: Canada > -"},
	{"Canada concluded a series of agreements with Cuba.", "SUPPORT 057 held: Canada > Cuba"},
	{"A coup led by Erik Lund toppled Golda Meir.", "COERCE 170 held: Erik Lund > Golda Meir"},
	{"A group known as Hamas condemned Canada.", "ACCUSE 111 held: Hamas > Canada"},
	{"Canada threatened to cut off its support for Cuba.", "THREATEN 130 held: Canada > Cuba"},
	{"Peru is sceptical that Canada will be able to reach an agreement with Cuba.", ""},
	{"Canada has a port. It condemned Cuba.", ""},
	{"Canada refused to condemn Cuba.", ""},
	{"Kari Nordahl opened a forum that would lead to talks between Canada and Cuba.", ""},
	{"Canada announced a ceasefire.", "CONCEDE 0871 held: Canada > -"},
	{"Erik Lund said that Canada must leave Cuba.", "REQUEST 100 held: Erik Lund > Canada"},
	{"Erik Lund pulled out of the race.", ""},
	{"Erik Lund spoke to the newspaper Le Monde.", ""},
	{"Canada declared a ceasefire with Cuba.", "CONCEDE 0871 held: Canada > Cuba"},
}

func TestFind(t *testing.T) {
	x, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range texts {
		t.Run(strings.ReplaceAll(tt.text, " ", "_"), func(t *testing.T) {
			t.Parallel()
			f, err := x.Extract(context.Background(), ingest.Article{Name: "x", Published: "2021-03-10", Text: tt.text})
			if err != nil {
				t.Fatal(err)
			}
			name := map[string]string{"": "-"}
			for _, e := range f.Entities {
				name[e.ID] = e.Name
			}
			var got []string
			for _, i := range f.Interactions {
				got = append(got, i.Class+" "+i.CAMEO+" "+string(i.Status)+": "+name[i.Actor]+" > "+name[i.Recipient])
			}
			if g := strings.Join(got, "; "); g != tt.want {
				t.Errorf("got  %s\nwant %s", g, tt.want)
			}
			if err := f.Validate(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestClasses holds the table to the classes that parley promises.
func TestClasses(t *testing.T) {
	var seen []string
	for _, tt := range texts {
		if c, _, ok := strings.Cut(tt.want, " "); ok && !slices.Contains(seen, c) {
			seen = append(seen, c)
		}
	}
	for _, c := range strings.Fields("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT") {
		if !slices.Contains(seen, c) {
			t.Errorf("no sentence for %s", c)
		}
	}
}

func TestEvidenceAndDate(t *testing.T) {
	x, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	f, err := x.Extract(context.Background(), ingest.Article{Name: "x", Published: "2021-03-10", Text: "A storm came. Canada imposed heavy sanctions on Cuba on Monday. It rained."})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Interactions) != 1 {
		t.Fatalf("%d interactions", len(f.Interactions))
	}
	i := f.Interactions[0]
	if i.Date != (graph.Date{EDTF: "2021-03-08", Basis: graph.Publication}) {
		t.Errorf("date %+v", i.Date)
	}
	e := i.Evidence[0]
	if e.Quote != "Canada imposed heavy sanctions on Cuba on Monday." || f.Document.Text[e.Mark[0]:e.Mark[1]] != "imposed heavy sanctions" || e.Rule != "interactions/impose-sanctions" {
		t.Errorf("evidence %+v", e)
	}
}

func TestNewFaults(t *testing.T) {
	const head = "# columns:\tphrase\tframe\tplover\tcameo\tactor\trecipient\n"
	for _, tt := range []struct{ rows, want string }{
		{head + "\n\tnp\tAGREE\t030\tsubj\tdobj\n", "lexicon/interactions.tsv:3: no phrase"},
		{head + "help\tnp\tHELP\t030\tsubj\tdobj\n", `lexicon/interactions.tsv:2: no PLOVER class "HELP"`},
		{head + "help\tnq\tAID\t070\tsubj\tdobj\n", `lexicon/interactions.tsv:2: no frame "nq"`},
		{head + "help\tnp\tAID\t070\tdobj\tdobj\n", `lexicon/interactions.tsv:2: actor "dobj" is not subj`},
		{"# columns:\tphrase\n", `lexicon/interactions.tsv:1: no column "frame"`},
	} {
		_, err := interactions.New(fstest.MapFS{"lexicon/interactions.tsv": {Data: []byte(tt.rows)}}, nil)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %s", tt.rows, err, tt.want)
		}
	}
}
