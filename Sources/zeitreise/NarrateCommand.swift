import ArgumentParser
import Foundation
import Narration

struct NarrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "narrate",
        abstract: "Drafts a tour's narration: a program speaks its texts until a speaker does.",
        discussion: """
            Each text that TOUR names as an epoch's script is spoken by espeak-ng, and stored as the sound that 'narration' names \
            (.mp3 with lame, .opus and .ogg with opusenc, .wav), with captions, timed as they are spoken, where 'captions' names \
            them. So a tour can be ridden, and its lengths tried out, long before anybody is in a studio. It is a draft: it sounds \
            like a machine, and is to be replaced by a speaker.

            What it makes it marks as a draft. Where neither the text nor --rate has changed nothing is done; a file that it did \
            not make, or that was changed by hand, is left alone and named, unless --replace is given. Each text's files are \
            written when they are whole; a run that was stopped goes on where it was.

            Easy language (de-x-leicht) is spoken by the language's voice, a fifth slower and with twice the pauses.

            Examples:
              zeitreise narrate Tours/kaiserslautern
              zeitreise narrate old-town --place castle --language de
              zeitreise narrate old-town --rate 140
            """
    )

    @Argument(help: "A tour.yaml, or the folder it lies in.")
    var tour: String

    @Option(help: ArgumentHelp("Of this place alone.", valueName: "id"))
    var place: String?

    @Option(help: ArgumentHelp("Of epochs with this id alone.", valueName: "id"))
    var epoch: String?

    @Option(help: ArgumentHelp("In this language alone.", valueName: "tag"))
    var language: String?

    @Option(
        help: ArgumentHelp(
            "How fast, \(NarrationWish.rates.lowerBound) to \(NarrationWish.rates.upperBound); without it \(NarrationWish.usualRate).",
            valueName: "words-per-minute"
        )
    )
    var rate: Int?

    @Flag(help: "Overwrite recordings and captions of others, too.")
    var replace = false

    @Flag(help: "The result as JSON on standard output.")
    var json = false

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    func validate() throws {
        guard rate.map(NarrationWish.rates.contains) ?? true else {
            throw ValidationError(
                "--rate: give a number from \(NarrationWish.rates.lowerBound) to \(NarrationWish.rates.upperBound)"
            )
        }
    }

    func run() async throws {
        let report = try await interruptible { try await speak() }
        for entry in report.entries where entry.state == .leftAlone {
            let file = entry.foreign ?? entry.narration
            Terminal.writeError(
                "zeitreise: \(file): left alone: a recording, or a draft that was changed since; --replace overwrites it\n"
            )
        }
        let outcome = Outcome(tour: tour, report)
        if json {
            try Terminal.writeJSON(outcome)
        } else {
            try Terminal.writeResult(outcome.line)
        }
    }

    @concurrent private func speak() async throws -> NarrationReport {
        let wish = NarrationWish(
            place: place,
            epoch: epoch,
            language: language,
            wordsPerMinute: rate,
            replaces: replace
        )
        let narrator = try TourNarrator(tour: tour, wish: wish)
        let bar = ProgressBar(isQuiet: quiet)
        var done = 0
        defer { bar.finish() }
        do {
            return try await narrator.run { progress in
                done = progress.done
                bar.show(progress)
            }
        } catch is CancellationError where done > 0 {
            bar.finish()
            Terminal.writeError(
                "zeitreise: interrupted; \(counted(done, "text")) spoken, the next run does the others\n"
            )
            throw ExitStatus.interrupted.code
        }
    }

    private struct Outcome: Encodable {
        var tour: String
        /// Numbers of texts.
        var spoken: Int
        var unchanged: Int
        var leftAlone: Int
        /// Of what was spoken now.
        var seconds: Double
        var texts: [Text]

        struct Text: Encodable {
            var place: String
            var epoch: String
            var language: String
            /// `spoken`, `unchanged` or `left-alone`.
            var state: String
            var narration: String
            var captions: String?
            var seconds: Double?
        }

        init(tour: String, _ report: NarrationReport) {
            self.tour = tour
            spoken = report.entries.count { $0.state == .spoken }
            unchanged = report.entries.count { $0.state == .unchanged }
            leftAlone = report.entries.count { $0.state == .leftAlone }
            seconds = report.entries.compactMap(\.seconds).reduce(0, +)
            texts = report.entries.map {
                Text(
                    place: $0.place,
                    epoch: $0.epoch,
                    language: $0.language,
                    state: $0.state.rawValue,
                    narration: $0.narration,
                    captions: $0.captions,
                    seconds: $0.seconds
                )
            }
        }

        var line: String {
            let minutes = String(format: "%.1f", seconds / 60)
            return
                "\(tour): \(counted(spoken, "text")) spoken (\(minutes) minutes), \(unchanged) unchanged, \(leftAlone) left alone; "
                + "drafts, to be replaced by a speaker"
        }
    }
}
