internal import Resampling

/// The way of a panorama's rows through a plan: which tile can be made next, and which rows no tile needs any more.
struct TileSweep {
    private let jobs: [TileJob]
    /// For each source level and each job, the first row that this job or a later one needs.
    private let firstRows: [[Int]]
    private var levels: SourceLevels
    private var position = 0

    init(_ plan: TilePlan, depth: SampleDepth, using instructionSet: InstructionSet) {
        jobs = plan.jobs
        firstRows = (0...plan.sizes.halvings).map { level in
            var first = Int.max
            return plan.jobs.reversed().map { job in
                if job.sourceLevel == level { first = min(first, job.rows.lowerBound) }
                return first
            }
            .reversed()
        }
        levels = SourceLevels(plan.sizes, depth: depth, using: instructionSet)
    }

    /// Takes the next rows of the panorama.
    mutating func add(_ block: RowBlock) {
        levels.add(block)
        // A level whose tiles come later lets nothing of its present rows go unseen.
        drop()
    }

    /// The next tile if its rows are all there, with them.
    mutating func next() -> (number: Int, job: TileJob, window: RowWindow)? {
        guard position < jobs.count else { return nil }
        let job = jobs[position]
        let window = levels.levels[job.sourceLevel].window
        guard window.rows.upperBound >= job.rows.upperBound else { return nil }
        defer {
            position += 1
            drop()
        }
        return (position, job, window.window(of: job.rows))
    }

    private mutating func drop() {
        guard position < jobs.count else { return }
        for level in firstRows.indices { levels.drop(before: firstRows[level][position], level: level) }
    }
}
