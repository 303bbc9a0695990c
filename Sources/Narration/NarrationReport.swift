/// What came of a run.
package struct NarrationReport: Sendable {
    package enum State: String, Sendable {
        case spoken
        case unchanged
        /// It is somebody's work, or was changed by hand.
        case leftAlone = "left-alone"
    }

    /// Of one text.
    package struct Entry: Sendable {
        package let place: String
        package let epoch: String
        package let language: String
        package let narration: String
        package let captions: String?
        package internal(set) var state: State
        /// The file for which it was left alone.
        package let foreign: String?
        /// Of what was spoken now.
        package internal(set) var seconds: Double?
    }

    /// In the order of the tour.
    package let entries: [Entry]
}

extension NarrationReport.Entry {
    init(_ job: NarrationJob, _ found: NarrationJob.State) {
        (place, epoch, language) = (job.place, job.epoch, job.language.tag)
        (narration, captions) = (job.soundPath, job.captionsPath)
        switch found {
        case .unspoken: (state, foreign) = (.spoken, nil)
        case .unchanged: (state, foreign) = (.unchanged, nil)
        case .foreign(let path): (state, foreign) = (.leftAlone, path)
        }
    }
}
