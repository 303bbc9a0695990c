internal import Foundation
internal import Hummingbird
internal import Tour
internal import TourBundle

// Seats, and who has which headset.
extension LiveAPI {
    func seats(_ call: APICall) throws(Problem) -> Response {
        _ = try call.guide()
        return .live(SeatsAnswer(live.readFleet(\.plan)))
    }

    /// The log as a table.
    func handovers(_ call: APICall) async throws(Problem) -> Response {
        _ = try call.guide()
        let entries: [HandoverEntry]
        do {
            entries = try await live.entries()
        } catch {
            throw .unreadableLog
        }
        return .live(csv: entries.table, as: "headsets")
    }

    func carryOut(_ order: FleetOrder) throws(OrderRefusal) {
        let headsets = live.access.headsets(at: live.clock.now).0
        let names = Dictionary(headsets.compactMap { headset in headset.name.map { (headset.number, $0) } }) { $1 }
        let numbers = live.access.numbers
        let second = Int(Date().timeIntervalSince1970)
        try live.change { fleet throws(OrderRefusal) in
            try fleet.obey(order, numbers: numbers, names: names, at: second)
        }
        guard case .remove(let headset) = order else { return }
        live.access.with { inner, _ in inner.enrolment.remove(headset) }
        live.apply { state, time in state.forget(headset: headset, at: time) }
    }
}

/// The plan of the bus, row by row from the front.
struct SeatsAnswer: Encodable {
    struct Cell: Encodable {
        var kind: String
        var seat: String?
        var blocked: Bool?
    }

    var bus: String?
    /// Empty where the operator has given no plan.
    var rows: [[Cell]]

    init(_ plan: SeatPlan?) {
        bus = plan?.bus
        rows = plan.map { plan in plan.rows.map { $0.map { Cell($0, plan.blocked) } } } ?? []
    }
}

extension SeatsAnswer.Cell {
    init(_ cell: SeatPlan.Cell, _ blocked: Set<String>) {
        switch cell {
        case .seat(let name): self.init(kind: "seat", seat: name, blocked: blocked.contains(name))
        case .aisle: self.init(kind: "aisle")
        case .door: self.init(kind: "door")
        case .driver: self.init(kind: "driver")
        case .toilet: self.init(kind: "wc")
        case .nothing: self.init(kind: "nothing")
        }
    }
}
