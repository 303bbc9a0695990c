import ArgumentParser

/// A build on several machines: plan, units, collection.
struct ClusterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Writes the list of units, one a panorama, and tiles nothing; with --unit or --collect it is read.",
            valueName: "file"
        )
    )
    var plan: String?

    @Option(
        help: ArgumentHelp(
            "Tiles one unit into --store: its number in the plan from 1 on, or its id.",
            valueName: "unit"
        )
    )
    var unit: String?

    @Option(help: ArgumentHelp("Where results are kept: a folder, or s3://BUCKET/PREFIX.", valueName: "store"))
    var store: String?

    @Option(help: ArgumentHelp("Makes the bundle of the results in this store.", valueName: "store"))
    var collect: String?

    /// Else a plan or the result of a unit.
    var makesBundle: Bool { collect != nil || (plan == nil && unit == nil) }

    func validate() throws {
        guard unit == nil || collect == nil else { throw ValidationError("--unit, --collect: give one of them") }
        if unit != nil, store == nil { throw ValidationError("--unit: give --store, where its result is to go") }
        if store != nil, unit == nil, plan == nil || collect != nil {
            throw ValidationError("--store: give --unit or --plan with it")
        }
    }
}
