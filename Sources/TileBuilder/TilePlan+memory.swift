internal import Foundation
internal import Panorama
internal import Resampling

extension TilePlan {
    /// Tiles handed out at a time. While one task decodes the others work; more than they are wait, so that nobody does while rows
    /// for many tiles come in at once. The runtime itself runs no more at a time than there are cores.
    static func mostAtOnce(jobs: Int) -> Int {
        if jobs == 1 { return 1 }
        return jobs < ProcessInfo.processInfo.activeProcessorCount ? jobs + 1 : 8 * jobs
    }

    /// Blocks of rows that are being prepared: enough for whoever decodes not to wait for them.
    static func blocksAtOnce(jobs: Int) -> Int { jobs == 1 ? 1 : 2 * jobs }

    /// Bytes that rows and tiles take at the most while the plan is carried out.
    func memory(depth: SampleDepth, jobs count: Int) -> Int {
        let job = jobs.map(\.workingBytes).max() ?? 0
        let blocks = Self.blocksAtOnce(jobs: count)
        return rowMemory(depth: depth, late: Self.mostAtOnce(jobs: count), blocks: blocks) + (count + 1) * job
    }

    /// Each level keeps the rows from the first that a tile still needs to the last that has come in.
    ///
    /// - Parameters:
    ///   - late: jobs that are handed out and still being done.
    ///   - blocks: blocks of rows likewise.
    private func rowMemory(depth: SampleDepth, late: Int, blocks: Int) -> Int {
        var first = [Int](repeating: Int.max, count: sizes.halvings + 1)
        var most = 0
        for index in jobs.indices.reversed() {
            let job = jobs[index]
            for kept in jobs[max(0, index - late)...index] {
                first[kept.sourceLevel] = min(first[kept.sourceLevel], kept.rows.lowerBound)
            }
            let bytes = first.enumerated().map { level, first in
                // Rows go in whole blocks, and some may be on their way.
                let end = (job.turn >> level) + (2 + blocks) * SourceLevel.mostRowsPerBlock
                return max(0, end - first) * bytesPerRow(level: level, depth: depth)
            }
            most = max(most, bytes.reduce(0, +))
        }
        return most
    }

    private func bytesPerRow(level: Int, depth: SampleDepth) -> Int {
        let bytes = RowBlock.bytesPerRow(width: sizes.width(level: level), depth: depth)
        // Planes have one sample and a half where pixels have four.
        return (kept[level].contains(.pixels) ? bytes : 0) + (kept[level].contains(.planes) ? bytes / 2 : 0)
    }
}
