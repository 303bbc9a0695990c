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
        levels = SourceLevels(plan.sizes, kept: plan.kept, depth: depth, using: instructionSet)
    }

    /// What rows go through before they are added.
    var preparation: RowPreparation { levels.preparation }

    /// Takes the next rows of the panorama.
    mutating func add(_ rows: PreparedRows) {
        levels.add(rows)
        // A level whose tiles come later lets nothing of its present rows go unseen.
        drop()
    }

    /// The next tile if its rows are all there, with them.
    mutating func next() -> (number: Int, job: TileJob, windows: [RowWindow])? {
        guard position < jobs.count else { return nil }
        let job = jobs[position]
        let windows = levels.levels[job.sourceLevel].windows(for: job)
        guard windows.allSatisfy({ $0.window.rows.upperBound >= $0.rows.upperBound }) else { return nil }
        defer {
            position += 1
            drop()
        }
        return (position, job, windows.map { $0.window.window(of: $0.rows) })
    }

    private mutating func drop() {
        guard position < jobs.count else { return }
        for level in firstRows.indices { levels.drop(before: firstRows[level][position], level: level) }
    }
}

extension SourceLevel {
    /// The windows that a job reads, and the rows that it needs of each.
    fileprivate func windows(for job: TileJob) -> [(window: RowWindow, rows: Range<Int>)] {
        guard case .quarters = job.picture else { return [(pixels, job.rows)] }
        return planes.enumerated().map { plane, window in
            let (rows, height) = (job.rows, plane == 0 ? height : height / 2)
            let own = plane == 0 ? rows : rows.lowerBound >> 1..<(rows.upperBound + 1) >> 1
            return (window, own.clamped(to: -Self.poleRows..<height + Self.poleRows))
        }
    }
}
