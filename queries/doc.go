// Package queries answers questions about a store.
//
// The questions that have a name stand in one table, All: who attended which
// formats, who met whom, who said what, and so on. A command, a page or a
// test takes a Query from it with Find, its arguments with Query.Args, runs it
// with Query.Rows and lays the rows out with Write:
//
//	env := queries.NewEnv(st)
//	q, err := queries.Find("met")
//	args, err := q.Args([]string{"Lavrov"})
//	n, err := queries.Write(os.Stdout, queries.Table, q.Columns, q.Rows(ctx, env, args))
//
// Env.Lookup finds what people mean by a name, Env.Show gathers all about one
// entity, Env.Why gives the sentences behind a fact. RunScript runs a script in
// Cayley's query language in a process of its own, which ends when it takes
// too long or too much memory.
package queries
