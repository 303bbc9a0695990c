internal import Resampling

/// What is to be done next while a panorama is tiled on several cores: decides, and does nothing itself.
struct TilingSchedule {
    enum Action {
        case make(number: Int, TileJob, [RowWindow])
        /// Rows are to be read and prepared.
        case read(number: Int)
        /// Something that is being done has to end first.
        case wait
        case end
    }

    private var sweep: TileSweep
    private var pictures = DeliveryQueue<MadePicture>()
    private var blocks = DeliveryQueue<PreparedRows>()
    private let jobCount: Int
    private let mostAtOnce: Int
    private let blocksAtOnce: Int
    private var running = 0
    private var blocksRead = 0
    private var hasReadAll = false

    /// What rows go through before they are added.
    var preparation: RowPreparation { sweep.preparation }

    init(_ plan: TilePlan, depth: SampleDepth, settings: TileSettings) {
        sweep = TileSweep(plan, depth: depth, using: settings.instructionSet)
        jobCount = plan.jobs.count
        mostAtOnce = TilePlan.mostAtOnce(jobs: settings.jobs)
        blocksAtOnce = TilePlan.blocksAtOnce(jobs: settings.jobs)
    }

    mutating func next() -> Action {
        if pictures.hasDelivered(jobCount) { return .end }
        guard running < mostAtOnce else { return .wait }
        if let (number, job, windows) = sweep.next() {
            running += 1
            return .make(number: number, job, windows)
        }
        guard !hasReadAll, !blocks.isBehind(blocksRead, by: blocksAtOnce) else { return .wait }
        running += 1
        blocksRead += 1
        return .read(number: blocksRead - 1)
    }

    /// There was nothing left to read.
    mutating func noteEnd() {
        running -= 1
        blocksRead -= 1
        hasReadAll = true
    }

    /// Takes rows that were prepared.
    mutating func add(_ rows: PreparedRows, number: Int) {
        running -= 1
        for rows in blocks.take(rows, number: number) { sweep.add(rows) }
    }

    /// Takes a picture that was made.
    ///
    /// - Returns: those that are next in their order.
    mutating func add(_ picture: MadePicture, number: Int) -> [MadePicture] {
        running -= 1
        return pictures.take(picture, number: number)
    }
}
