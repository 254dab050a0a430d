package claims_test

import "testing"

// Structures around verbs of speech: what they are coordinated with, hang on, or
// stand inside of. Each row is named by its text.
var structureTests = []want{
	{
		text:   "Anna Berg said that she had seen some movement on the border question but warned that patience was running thin.",
		claims: said("Anna Berg indirect: she had seen some movement on the border question", "Anna Berg indirect: patience was running thin"),
	},
	{
		text:   "Anna Berg said she had seen progress on the fishing talks and added that a deal was close.",
		claims: said("Anna Berg indirect: she had seen progress on the fishing talks", "Anna Berg indirect: a deal was close"),
	},
	{
		text:   "Anna Berg noted some progress in the talks but cautioned that the hardest questions remained open.",
		claims: said("Anna Berg indirect: some progress in the talks", "Anna Berg indirect: the hardest questions remained open"),
	},
	{
		text:   "Anna Berg conceded that mistakes had been made but insisted that the mission would go on.",
		claims: said("Anna Berg indirect: mistakes had been made", "Anna Berg indirect: the mission would go on"),
	},
	{
		text:   "Norwegian Foreign Minister Anna Berg arrived in Lima on Monday. The minister was keen to stress that the fishing rights were not for sale.",
		claims: said("Anna Berg indirect: the fishing rights were not for sale"),
	},
	{
		text:   "Olof Palme was quick to point out that the treaty had never been ratified.",
		claims: said("Olof Palme indirect: the treaty had never been ratified"),
	},
	{
		text:   "Olof Palme was at pains to emphasise that no troops would be sent.",
		claims: said("Olof Palme indirect: no troops would be sent"),
	},
	{
		text:   "Olof Palme was careful to say that the offer had not been withdrawn.",
		claims: said("Olof Palme indirect: the offer had not been withdrawn"),
	},
	{
		text:   "The jury, which sat in Oslo, heard from Finnish President Urho Kekkonen that the letters were lost.",
		claims: said("Urho Kekkonen indirect: the letters were lost"),
	},
	{
		text:   "Norway learned from Urho Kekkonen that the port would stay closed.",
		claims: said("Urho Kekkonen > Norway indirect: the port would stay closed"),
	},
	{
		text:   "Urho Kekkonen was in Oslo on Friday, two weeks after announcing Finland would build a ferry.",
		claims: said("Urho Kekkonen indirect: Finland would build a ferry"),
	},
	{
		text:   "Urho Kekkonen flew to Oslo a day after declaring that Finland would not join the blockade.",
		claims: said("Urho Kekkonen indirect: Finland would not join the blockade"),
	},
	{
		text:   "According to hopes voiced by a young Finnish diplomat, the strike would be over by Easter.",
		claims: said("Finland indirect: the strike would be over by Easter"),
	},
	{
		text:   "According to a view voiced by Anna Berg, the dispute could split the alliance.",
		claims: said("Anna Berg indirect: the dispute could split the alliance"),
	},
	{
		text:   "According to estimates given by the Norwegian government, the war has cost 300 lives.",
		claims: said("Norway indirect: the war has cost 300 lives"),
	},
	{
		text:   "Anna Berg spoke on Tuesday about the lost ferry. Claiming that Sweden had sunk it, her verdict on the Swedes is \"They have gone mad.\"",
		claims: said("Anna Berg indirect: the lost ferry", "Anna Berg indirect: Sweden had sunk it", "Anna Berg direct: They have gone mad."),
	},
	{
		text:   "Insisting the islands belong to Norway, Anna Berg left the hall.",
		claims: said("Anna Berg indirect: the islands belong to Norway"),
	},
	{
		text:   "Alleging that Sweden had moved troops, Anna Berg asked for an urgent meeting of the council.",
		claims: said("Anna Berg indirect: Sweden had moved troops", "Anna Berg indirect: an urgent meeting of the council"),
	},
	{
		text:   "\"Whoever took the letters has to bring them back,\" said Anna Berg; \"I have waited long enough.\"",
		claims: said("Anna Berg direct: Whoever took the letters has to bring them back", "Anna Berg direct: I have waited long enough."),
	},
	{
		text:   "\"We shall see,\" Anna Berg said; \"nobody can promise peace by Christmas.\"",
		claims: said("Anna Berg direct: We shall see", "Anna Berg direct: nobody can promise peace by Christmas."),
	},
	{
		text:   "Prime Minister Tesfa Mengistu spoke in Oslo on Sunday. He thanked the Norwegian people.\n\n\"The harvest was good. We have seed for two years and can sell some of it,\" Tesfa said.",
		claims: said("Tesfa Mengistu direct: The harvest was good. We have seed for two years and can sell some of it"),
	},
	{
		text:   "President Hadush Kidane and Anna Berg met in Oslo.\n\n\"The road is ours,\" Hadush said.",
		claims: said("Hadush Kidane direct: The road is ours"),
	},
	{
		text:   "'The hotel is dreadful', wrote Harold Lumley, one of the British clerks, 'a damp barn with forty beds, one stove and not a single key.'",
		claims: said("Harold Lumley direct: The hotel is dreadful", "Harold Lumley direct: a damp barn with forty beds, one stove and not a single key."),
	},
	{
		text:   "\"The hotel is dreadful,\" wrote Harold Lumley, the British envoy, \"a damp barn.\"",
		claims: said("Harold Lumley direct: The hotel is dreadful", "Harold Lumley direct: a damp barn."),
	},
	{
		text:   "President Carl Berg dismissed his envoy in May 1984. In June the President called Norway a “bad neighbour” over dinner.",
		claims: said("Carl Berg mixed: Norway a “bad neighbour” over dinner"),
	},
	{
		text:   "Olof Palme visited Lima in May. He signed the treaty and called Peru a \"true friend of the north\".",
		claims: said("Olof Palme mixed: Peru a \"true friend of the north\""),
	},
	{
		text:   "King Birendra of Nepal met General Ann Smith in Oslo. Ann Smith discussed the dam with King Birendra, who argued for patience; stating: \"No wall was ever built in a day.\"",
		claims: said("Birendra indirect: patience", "Birendra direct: No wall was ever built in a day."),
	},
	{
		text:   "General Ann Smith met Olof Palme, who said the road was shut, adding: \"It will stay shut.\"",
		claims: said("Olof Palme indirect: the road was shut", "Olof Palme direct: It will stay shut."),
	},
	{
		text:   "Nepal's interim government has asked for grain from the stores of its neighbours.",
		claims: said("Nepal indirect: grain from the stores of its neighbours"),
	},
	{
		text:   "Nepal has agreed to an exchange of prisoners.",
		claims: said("Nepal indirect: an exchange of prisoners"),
	},
	{
		text:   "Nepal's transitional government has agreed to hold elections in May.",
		claims: said("Nepal indirect: to hold elections in May"),
	},
	{
		text:   "Secretary of State Ann Smith met Anna Berg in Oslo on Friday. The Secretary insisted on free passage for all ships.",
		claims: said("Ann Smith indirect: free passage for all ships"),
	},
	{
		text:   "President Carl Berg of Norway had hired a tutor from Peru, but the President insisted on long holidays.",
		claims: said("Carl Berg indirect: long holidays"),
	},
	{
		text:   "President Carl Berg wanted talks with Peru. His adviser Lars Holm hoped for a quick truce. Still, the President insisted on neutrality.",
		claims: said("Carl Berg indirect: neutrality"),
	},
	{
		text:   "Olof Palme briefed the United States on the talks. Updating Norway on the harvest, he said that the grain would last.",
		claims: said("Olof Palme > Norway indirect: the grain would last"),
	},
	{
		text:   "Briefing the European Union on the talks, Anna Berg said that no progress had been made.",
		claims: said("Anna Berg > European Union indirect: no progress had been made"),
	},
	{
		text: "The ferries which Finland had promised to lease to Peru were never built.",
	},
	{
		text:   "Anna Berg spoke of what she called \"a new page\" in the history of the region.",
		claims: said("Anna Berg mixed: what she called \"a new page\" in the history of the region"),
	},
	{
		text:   "The Norwegian delegation outlined grave objections to the wording, the length and the timing of the treaty.",
		claims: said("Norway indirect: grave objections to the wording"),
	},
	{
		text:   "Olof Palme, who had demanded that the troops leave, welcomed the accord.",
		claims: said("Olof Palme indirect: the troops leave", "Olof Palme indirect: the accord"),
	},
	{
		text:   "Anna Berg told the council after the vote was over that her country would not withdraw.",
		claims: said("Anna Berg indirect: her country would not withdraw"),
	},
	{
		text:   "Anna Berg said after she met Olof Palme that the two would stay in touch.",
		claims: said("Anna Berg indirect: the two would stay in touch"),
	},
	{
		text:   "Kenya held an election in March. The vote brought a coalition to power in Kenya. The new government vowed to sell the railway.",
		claims: said("Kenya indirect: to sell the railway"),
	},
	{
		text:   "Peru faces a strike in the mines. The government has promised to raise wages.",
		claims: said("Peru indirect: to raise wages"),
	},
	{
		text:   "Unrest has shaken Peru since March. The interim government asked for help from abroad.",
		claims: said("Peru indirect: help from abroad"),
	},
	{
		text:   "Norway and Sweden quarrelled over the islands. The government promised to act.",
		claims: said("- indirect: to act"),
	},
	{
		text:   "Secretary of State Ann Smith met Olof Palme in Oslo on Friday. The Secretary said the pact would hold.",
		claims: said("Ann Smith indirect: the pact would hold"),
	},
	{
		text:   "Secretary-General Ann Smith met Olof Palme in Oslo on Friday. The Secretary-General said the pact would hold.",
		claims: said("Ann Smith indirect: the pact would hold"),
	},
	{
		text:   "\"This is a beginning,\" said Anna Berg. She noted some progress but warned that \"much remains to be done\".",
		claims: said("Anna Berg direct: This is a beginning", "Anna Berg indirect: some progress", "Anna Berg mixed: much remains to be done"),
	},
	{
		text:   "Olof Palme said that he had told the king the truth and warned him of the dangers.",
		claims: said("Olof Palme indirect: he had told the king the truth and warned him of the dangers"),
	},
	{
		text:   "Olof Palme said that the ministers had met and agreed on a text.",
		claims: said("Olof Palme indirect: the ministers had met and agreed on a text"),
	},
	{
		text:   "Olof Palme welcomed the accord and urged Norway to sign it.",
		claims: said("Olof Palme indirect: the accord", "Olof Palme > Norway indirect: to sign it"),
	},
	{
		text:   "Olof Palme refused to comment but promised to make a statement on Friday.",
		claims: said("Olof Palme indirect: to make a statement on Friday"),
	},
	{
		text: "Olof Palme was reluctant to say that the talks had failed.",
	},
	{
		text: "Olof Palme was ready to say that the talks had failed.",
	},
	{
		text:   "Olof Palme made a point of stressing that no troops would be sent.",
		claims: said("Olof Palme indirect: no troops would be sent"),
	},
	{
		text:   "Olof Palme was among the first to warn that the treaty was dead.",
		claims: said("Olof Palme indirect: the treaty was dead"),
	},
	{
		text:   "Olof Palme used the visit to announce that Sweden would pay for the bridge.",
		claims: said("Olof Palme indirect: Sweden would pay for the bridge"),
	},
	{
		text: "Olof Palme had the chance to say that the treaty was dead.",
	},
	{
		text:   "Stressing that the road was long, Olof Palme thanked the mediators.",
		claims: said("Olof Palme indirect: the road was long"),
	},
	{
		text:   "Adding that the road was long, Olof Palme's statement called for patience.",
		claims: said("Olof Palme indirect: the road was long", "Olof Palme indirect: patience"),
	},
	{
		text:   "Citing security concerns, Olof Palme cancelled the visit.",
		claims: said("Olof Palme indirect: security concerns"),
	},
	{
		text:   "Having said that the talks were over, Olof Palme left the room.",
		claims: said("Olof Palme indirect: the talks were over"),
	},
	{
		text:   "Asked whether the talks were over, Olof Palme said they were not.",
		claims: said("Olof Palme indirect: they were not"),
	},
	{
		text: "The court heard that the minister had taken money.",
	},
	{
		text: "The council heard from Anna Berg about the famine.",
	},
	{
		text: "The envoys learned from the report that the dam was broken.",
	},
	{
		text:   "According to figures from the Norwegian ministry of trade, exports fell by half.",
		claims: said("Norwegian ministry of trade indirect: exports fell by half"),
	},
	{
		text:   "According to an account by Olof Palme, the envoys never met.",
		claims: said("Olof Palme indirect: the envoys never met"),
	},
	{
		text: "According to plans drawn up by the army, the bridge will be rebuilt.",
	},
	{
		text:   "According to reports in the press, the envoys never met.",
		claims: said("- indirect: the envoys never met"),
	},
	{
		text:   "Anna Berg's verdict on the plan was \"This is not serious.\"",
		claims: said("Anna Berg direct: This is not serious."),
	},
	{
		text:   "\"The ship has sailed,\" said Olof Palme, the Swedish premier. \"Now we must wait for news.\"",
		claims: said("Olof Palme direct: The ship has sailed", "Olof Palme direct: Now we must wait for news."),
	},
	{
		text:   "General Ann Smith met King Birendra, who said that he was ready to talk but warned that time was short.",
		claims: said("Birendra indirect: he was ready to talk", "Birendra indirect: time was short"),
	},
	{
		text:   "King Birendra, who argued for war, met Ann Smith; noting: \"There is no other way left.\"",
		claims: said("Birendra indirect: war", "Birendra direct: There is no other way left."),
	},
	{
		text:   "Olof Palme said the border was shut, warning that trade would suffer.",
		claims: said("Olof Palme indirect: the border was shut", "Olof Palme indirect: trade would suffer"),
	},
	{
		text: "The pact, which Norway had offered to sign, was never printed.",
	},
	{
		text:   "Olof Palme, who had offered to mediate, left on Friday.",
		claims: said("Olof Palme indirect: to mediate"),
	},
	{
		text:   "Olof Palme attacked what he called \"a cynical game\" by the great powers.",
		claims: said("Olof Palme mixed: \"a cynical game\" by the great powers"),
	},
	{
		text:   "Briefing reporters on the visit, Olof Palme said the pact was near.",
		claims: said("Olof Palme indirect: the pact was near"),
	},
	{
		text:   "Addressing the Norwegian parliament, Olof Palme said the pact was near.",
		claims: said("Olof Palme > Norway indirect: the pact was near"),
	},
	{
		text:   "Answering Anna Berg, Olof Palme said the pact was near.",
		claims: said("Olof Palme > Anna Berg indirect: the pact was near"),
	},
	{
		text:   "The American side set out its reservations about the treaty.",
		claims: said("United States indirect: its reservations about the treaty"),
	},
	{
		text:   "Norway has asked for a delay.",
		claims: said("Norway indirect: a delay"),
	},
	{
		text:   "Norway asked Sweden for a delay of three weeks.",
		claims: said("Norway > Sweden indirect: a delay of three weeks"),
	},
	{
		text:   "Sweden's caretaker government has agreed to the terms of the loan.",
		claims: said("Sweden indirect: the terms of the loan"),
	},
	{
		text:   "The union called for the troops to leave the border at once.",
		claims: said("- indirect: the troops to leave the border at once"),
	},
	{
		text:   "Norway asked for the prisoners to be released.",
		claims: said("Norway indirect: the prisoners to be released"),
	},
	{
		text:   "The Holm administration came to power in 1921. Holm promised a quiet time. Peruvian President Jose Diaz was shot in 1922. Two years of strife followed in the south, and Holm sent a fleet.\n\nIn May 1924, the President opened a bridge and called Chile a \"nation of poets\".",
		claims: said("Holm indirect: a quiet time", "Holm mixed: Chile a \"nation of poets\""),
	},
	{
		text:   "Peru's rulers are under fire. Critics say that the ministers have wasted the loan, a reproach nobody has answered.",
		claims: said("- indirect: the ministers have wasted the loan"),
	},
	{
		text:   "Norway says that the fleet crossed the line, a claim Sweden rejects.",
		claims: said("Norway indirect: the fleet crossed the line"),
	},
	{
		text: "With Norway in no position to press Sweden for a truce, Olof Palme left Oslo.",
	},
	{
		text: "The premier approved a levy, accepting a plan that had grave flaws.",
	},
	{
		text: "Sweden sought promises guaranteeing free passage through the strait.",
	},
	{
		text:   "\"We're not optimistic,\" an EU official said on condition of anonymity. \"But we have to try,\" the official added.",
		claims: said("European Union direct: We're not optimistic", "- direct: But we have to try"),
	},
	{
		text:   "Sharing his view on the crisis, Ambassador Li Wei stated that patience is needed, that sanctions do not work, and that \"all parties should sit down\".",
		claims: said("Li Wei mixed: patience is needed, that sanctions do not work, and that \"all parties should sit down\""),
	},
	{
		text:   "The minister's deputy, Ola Lund, confirmed the visit, adding that no date had been set; a spokeswoman for the embassy declined to comment.",
		claims: said("Ola Lund indirect: the visit", "Ola Lund indirect: no date had been set"),
	},
	{
		text:   "Egypt's foreign minister, Nabil Hassan, hinted at a change of course: Cairo, he said, \"has other friends\".",
		claims: said("Nabil Hassan direct: has other friends"),
	},
	{
		text:   "It is \"the worst crisis in a decade\", in the words of Finland's foreign minister, Eva Salo.",
		claims: said("Eva Salo mixed: the worst crisis in a decade"),
	},
	{
		text:   "Under pressure from Washington, Seoul has pledged to halt the exports, the Yonhap news agency reported, citing unnamed officials.",
		claims: said("Yonhap indirect: Under pressure from Washington, Seoul has pledged to halt the exports"),
	},
	{
		text:   "The delegation's head, Nils Ek, spoke of \"real movement\" on the border.",
		claims: said("Nils Ek mixed: \"real movement\" on the border"),
	},
	{
		text:   "Speaking on condition of anonymity, a Finnish official described the talks as tense.",
		claims: said("Finland indirect: the talks as tense"),
	},
	{
		text:   "Finland's embassy in Lima issued a statement saying it regretted the incident.",
		claims: said("Finland indirect: it regretted the incident"),
	},
	{
		text:   "In a letter to Nils Ek, Eva Lund wrote that the funds had run out.",
		claims: said("Eva Lund indirect: the funds had run out"),
	},
	{
		text:   "Nils Ek wrote to Eva Lund that the funds had run out.",
		claims: said("Nils Ek > Eva Lund indirect: the funds had run out"),
	},
	{
		text:   "The report, by the United Nations, found that both armies had shelled villages.",
		claims: said("- indirect: both armies had shelled villages"),
	},
	{
		text:   "President Carl Berg, in an interview with Le Matin, rejected the charges, calling them absurd.",
		claims: said("Carl Berg indirect: the charges"),
	},
	{
		text:   "\"What we need,\" Nils Ek told the assembly, \"is time.\"",
		claims: said("Nils Ek direct: What we need,\" Nils Ek told the assembly, \"is time."),
	},
	{
		text:   "Nils Ek's reply: \"Not on my watch, and not in my name.\"",
		claims: said("Nils Ek direct: Not on my watch, and not in my name."),
	},
	{
		text:   "Nils Ek made no secret of his doubts, telling colleagues that the pact was a mistake.",
		claims: said("Nils Ek indirect: the pact was a mistake"),
	},
	{
		text:   "Nils Ek let it be known that he would not stand again.",
		claims: said("Nils Ek indirect: he would not stand again"),
	},
	{
		text:   "It was Nils Ek who warned that the pact would fail.",
		claims: said("Nils Ek indirect: the pact would fail"),
	},
	{
		text:   "There was no alternative, Nils Ek argued, but to sign.",
		claims: said("Nils Ek indirect: There was no alternative"),
	},
	{
		text:   "Nils Ek was told by Eva Lund that the border was shut.",
		claims: said("Eva Lund > Nils Ek indirect: the border was shut"),
	},
	{
		text:   "Norway has threatened Sweden with a boycott unless the duties are lifted.",
		claims: said("Norway > Sweden indirect: a boycott unless the duties are lifted"),
	},
	{
		text:   "Norway expressed its hope that the talks would resume, and its regret over the incident.",
		claims: said("Norway indirect: its hope that the talks would resume, and its regret over the incident"),
	},
	{
		text:   "Eva Lund, while praising the accord, warned that it was fragile.",
		claims: said("Eva Lund indirect: the accord", "Eva Lund indirect: it was fragile"),
	},
	{
		text:   "Eva Lund praised the accord but said it was fragile, and that its fate depended on Norway.",
		claims: said("Eva Lund indirect: the accord", "Eva Lund indirect: it was fragile, and that its fate depended on Norway"),
	},
	{
		text:   "Eva Lund hailed the accord as a victory for small states.",
		claims: said("Eva Lund indirect: the accord as a victory for small states"),
	},
	{
		text:   "Eva Lund thanked Norway and said: \"We will not forget.\"",
		claims: said("Eva Lund direct: We will not forget."),
	},
	{
		text:   "Eva Lund repeated her call for an embargo on arms.",
		claims: said("Eva Lund indirect: her call for an embargo on arms"),
	},
	{
		text:   "Eva Lund reiterated Finland's demand that the islands be returned.",
		claims: said("Eva Lund indirect: Finland's demand that the islands be returned"),
	},
	{
		text:   "Eva Lund's warning that the dam could break went unheeded.",
		claims: said("Eva Lund indirect: the dam could break"),
	},
	{
		text:   "The Finnish government's position is that the islands are not for sale.",
		claims: said("Finland indirect: the islands are not for sale"),
	},
	{
		text:   "Finland maintains that the islands are its own, while Norway considers them to be international waters.",
		claims: said("Finland indirect: the islands are its own"),
	},
	{
		text:   "Finland wants the islands back, Eva Lund said in Geneva on Monday.",
		claims: said("Eva Lund indirect: Finland wants the islands back"),
	},
	{
		text:   "On Monday in Geneva, Eva Lund said Finland wants the islands back.",
		claims: said("Eva Lund indirect: Finland wants the islands back"),
	},
	{
		text:   "Eva Lund said of the islands: \"They are ours.\"",
		claims: said("Eva Lund direct: They are ours."),
	},
	{
		text:   "\"They are ours,\" Eva Lund said of the islands.",
		claims: said("Eva Lund direct: They are ours"),
	},
	{
		text:   "Eva Lund, Finland's foreign minister since 2019, and Nils Ek, her Swedish counterpart, said they would meet again in June.",
		claims: said("Eva Lund indirect: they would meet again in June"),
	},
	{
		text:   "The White House said Friday the president will visit Oslo in May.",
		claims: said("United States indirect: the president will visit Oslo in May"),
	},
	{
		text:   "The Kremlin dismissed the report as fiction.",
		claims: said("Russia indirect: the report as fiction"),
	},
	{
		text:   "Downing Street declined to comment but a government source said the visit was still on.",
		claims: said("- indirect: the visit was still on"),
	},
	{
		text:   "Asked about the visit, Eva Lund said only: \"Wait and see.\"",
		claims: said("Eva Lund direct: Wait and see."),
	},
	{
		text: "Eva Lund did not say when the talks would resume.",
	},
	{
		text: "If Eva Lund says that the talks are off, markets will fall.",
	},
	{
		text: "Eva Lund may say that the talks are off.",
	},
	{
		text: "Eva Lund has yet to say whether she will go.",
	},
	{
		text:   "Ms Lund told the BBC she was \"cautiously optimistic\" about a deal.",
		claims: said("Lund > BBC mixed: she was \"cautiously optimistic\" about a deal"),
	},
	{
		text:   "Ek and Lund both denied having discussed the loan.",
		claims: said("- indirect: having discussed the loan"),
	},
	{
		text:   "The council, in a resolution adopted unanimously, demanded that Niger withdraw its troops and urged both states to resume talks.",
		claims: said("- indirect: Niger withdraw its troops", "- indirect: to resume talks"),
	},
	{
		text:   "Jon Aasen, asked why he had waited, said he had wanted to be sure.",
		claims: said("Jon Aasen indirect: he had wanted to be sure"),
	},
	{
		text:   "Latvia's defence minister, Janis Ozols, flew to Quito on Sunday. He was received by President Marta Ruiz.\n\nThe president said the two countries would open embassies. \"It is a small step with a large meaning,\" she said.\n\nOzols, whose country holds the chair of the council, told a press conference he was \"deeply moved\". The minister added that the first ambassador would arrive in May.",
		claims: said("Marta Ruiz indirect: the two countries would open embassies", "Marta Ruiz direct: It is a small step with a large meaning", "Janis Ozols mixed: he was \"deeply moved\"", "Janis Ozols indirect: the first ambassador would arrive in May"),
	},
	{
		text:   "Opposition leader Pedro Luna said the vote was rigged; the electoral commission's chairwoman, Ines Rey, said it was not. Rey called on Luna to provide evidence. He promised to do so by Friday.",
		claims: said("Pedro Luna indirect: the vote was rigged", "Ines Rey indirect: it was not", "Ines Rey > Pedro Luna indirect: to provide evidence", "Pedro Luna indirect: to do so by Friday"),
	},
	{
		text:   "Chad says it shot down a drone. Niger says the drone was its own and was on a civilian mission. It demands compensation.",
		claims: said("Chad indirect: it shot down a drone", "Niger indirect: the drone was its own and was on a civilian mission", "Niger indirect: compensation"),
	},
	{
		text:   "What Nils Ek said was that the pact would fail.",
		claims: said("Nils Ek indirect: the pact would fail"),
		miss:   "the clause hangs on \"was\", and its cue is in the subject",
	},
	{
		text:   "The two sides exchanged accusations, with Norway saying Sweden had fired first and Sweden insisting that it had not.",
		claims: said("Norway indirect: Sweden had fired first", "Sweden indirect: it had not"),
		miss:   "the second participle is taken for a part of what the first reports",
	},
	{
		text:   "Eva Lund dismissed as \"nonsense\" reports that she would resign.",
		claims: said("Eva Lund mixed: reports that she would resign"),
		miss:   "the content begins with the words that judge it",
	},
}

func TestStructures(t *testing.T) { check(t, structureTests) }
