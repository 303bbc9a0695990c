internal import Panorama
internal import Resampling

extension TilePlan {
    /// Bytes that rows and tiles take at the most while the plan is carried out.
    func memory(depth: SampleDepth, jobs count: Int) -> Int {
        let tile = jobs.map { $0.region.columns.count * $0.region.rows.count }.max() ?? 0
        // A tile's pixels, positions, and what lies between the two filters.
        return rowMemory(depth: depth) + (count + 2) * tile * 16
    }

    /// Each level keeps the rows from the first that a tile still needs to the last that has come in.
    private func rowMemory(depth: SampleDepth) -> Int {
        var first = [Int](repeating: Int.max, count: sourceHalvings + 1)
        var most = 0
        for job in jobs.reversed() {
            first[job.sourceLevel] = min(first[job.sourceLevel], job.rows.lowerBound)
            let bytes = first.enumerated().map { level, first in
                // Rows go in whole blocks, and one more may be on its way.
                let end = (job.turn >> level) + 2 * SourceLevel.rowsPerBlock
                let width = source.width >> level
                guard first < end else { return 0 }
                return (end - first) * RowBlock.bytesPerRow(width: width, depth: depth)
            }
            most = max(most, bytes.reduce(0, +))
        }
        return most
    }
}
