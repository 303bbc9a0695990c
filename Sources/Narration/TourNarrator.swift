internal import Foundation
internal import Tour

/// Speaks the scripts of a tour with a draft voice, and writes sound and captions where the tour names them.
package struct TourNarrator: Sendable {
    private let jobs: [NarrationJob]
    private let replaces: Bool

    /// Reads the tour and the scripts that are wished for.
    ///
    /// - Throws: `TourError`, or `NarrationError` where there is nothing to do or it cannot be done.
    package init(tour: String, wish: NarrationWish) throws {
        jobs = try TourDocument.read(path: tour).narrationJobs(wish)
        replaces = wish.replaces
    }

    /// - Parameters:
    ///   - workers: texts spoken at the same time; what comes of them does not depend on it.
    ///   - progress: called in the order in which texts are done.
    /// - Throws: `NarrationError`, or `CancellationError`; each text's files are then as before or new.
    package func run(
        workers: Int = ProcessInfo.processInfo.activeProcessorCount,
        progress: (NarrationProgress) -> Void
    ) async throws -> NarrationReport {
        var entries = jobs.map { NarrationReport.Entry($0, $0.state()) }
        if replaces {
            for index in entries.indices where entries[index].state == .leftAlone { entries[index].state = .spoken }
        }
        let open = entries.indices.filter { entries[$0].state == .spoken }
        let voices = try await voices(for: open)
        try await withThrowingTaskGroup(of: (Int, Double).self) { group in
            var done = 0
            func take(_ result: (index: Int, seconds: Double)) {
                done += 1
                entries[result.index].seconds = result.seconds
                progress(NarrationProgress(name: jobs[result.index].soundPath, done: done, total: open.count))
            }
            for (number, index) in open.enumerated() {
                if number >= max(1, workers), let result = try await group.next() { take(result) }
                let (job, voice) = (jobs[index], voices[number])
                group.addTask { (index, try await job.write(voice: voice)) }
            }
            for try await result in group { take(result) }
        }
        return NarrationReport(entries: entries)
    }

    /// A voice for each of the jobs with these numbers. All that is missing is told before anything is written.
    private func voices(for numbers: [Int]) async throws -> [String] {
        guard !numbers.isEmpty else { return [] }
        let jobs = numbers.map { self.jobs[$0] }
        _ = try Tool.espeak.find()
        for tool in Set(jobs.compactMap(\.format?.encoder)).sorted(by: { $0.rawValue < $1.rawValue }) {
            _ = try tool.find()
        }
        let voices = try await Voices.installed()
        let names = jobs.map { voices.name(for: $0.language) }
        let mute = zip(jobs, names).filter { $1 == nil }.map { job, _ in
            "\(job.mention): espeak-ng has no voice for '\(job.language.tag)'; let a speaker record it, and choose other languages with "
                + "--language"
        }
        guard mute.isEmpty else { throw NarrationError.tour(mute) }
        return names.compactMap(\.self)
    }
}

/// How far a run is.
package struct NarrationProgress: Sendable {
    /// The file that was finished last.
    package let name: String
    /// Numbers of texts.
    package let done: Int
    package let total: Int
}
