// Package sample holds the sample case that Parley shows itself with: reports
// written for it from public facts, the case's description, and a table of the
// disagreements among them. Data only; what it is and is not: pak-afg-2025/README.md.
package sample

import "embed"

// PakAfg2025 is the case of the fighting and talks between Pakistan and
// Afghanistan of October to December 2025: reports.jsonl, case.yaml, disagreements.json.
//
//go:embed pak-afg-2025/reports.jsonl pak-afg-2025/case.yaml pak-afg-2025/disagreements.json
var PakAfg2025 embed.FS
