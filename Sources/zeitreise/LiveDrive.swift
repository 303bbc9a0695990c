import Guidance
import Synchronization
import Tour

/// Says line by line what happens on a drive that takes place now.
final class LiveDrive: Sendable {
    private let engine: Mutex<GuidanceEngine>

    init(_ tour: TourRoute) { engine = Mutex(GuidanceEngine(tour)) }

    func take(_ report: PositionReport) {
        switch report {
        case .fix(let fix, let time): say { $0.add(fix, at: time) }
        case .idle(let time): say { $0.tick(at: time) }
        case .state(let state): Terminal.writeLine("positions: \(state)")
        case .fault(let fault): Terminal.writeError("zeitreise: \(fault)\n")
        case .satellites: break
        }
    }

    private func say(_ step: (inout GuidanceEngine) -> [GuidanceEvent]) {
        for event in engine.withLock({ step(&$0) }) { Terminal.writeLine(event.line) }
    }
}
