/// An order of a guide's as it is sent.
struct CommandRequest: Decodable {
    enum Command: String, Decodable {
        case next, back, again, hold, resume, pause, play, epoch, recentre, identify, volume, language, message
        case approve
        case goTo = "go_to"
        case headsetsOff = "headsets_off"
        case newDrive = "new_drive"
        case clearMessages = "clear_messages"
        case pointAt = "point_at"
        case takeOver = "take_over"
        case yawFrame = "yaw_frame"
        case seat, tick, remove, comfort
        case seatAll = "seat_all"
        case handOut = "hand_out"
        case takeBack = "take_back"
    }

    /// What it concerns: the tour, or who may do what.
    enum Order {
        case tour(GuideOrder)
        case takeOver
        case approve(EnrolmentCode)
        case fleet(FleetOrder)
    }

    /// What every JSON reader holds exactly.
    static let greatestSequence = (1 << 53) - 1

    var sequence: Int
    var command: Command
    var place: String?
    var epoch: String?
    var headset: String?
    var on: Bool?
    var volume: Double?
    var language: String?
    var text: [String: String]?
    var seconds: Double?
    var headingDeg: Double?
    var pitchDeg: Double?
    var code: String?
    var yawFrame: YawFrame?
    var comfort: ComfortOverride?
    var seat: String?
    var cleaned: Bool?
    var charged: Bool?

    private static let messageSeconds = 15.0

    /// `nil` where something is lacking.
    var order: Order? {
        switch command {
        case .takeOver: .takeOver
        case .approve: code.flatMap(EnrolmentCode.init).map { .approve($0) }
        default: fleetOrder.map { .fleet($0) } ?? tourOrder.map { .tour($0) }
        }
    }

    private var tourOrder: GuideOrder? {
        switch command {
        case .next: .next
        case .back: .back
        case .again: .again
        case .hold: .hold
        case .resume: .resume
        case .pause: .pause
        case .play: .play
        case .goTo: place.map { .goTo(place: $0, epoch: epoch) }
        case .epoch: epoch.map { .epoch($0) }
        case .recentre: .recentre(headset: headset)
        case .identify: headset.map { .identify(headset: $0) }
        case .headsetsOff: on.map { .headsetsOff($0) }
        case .newDrive: .newDrive
        case .volume: volume.map { .volume($0) }
        case .language: .language(language)
        case .message: text.map { .message(.init(text: $0, seconds: seconds ?? Self.messageSeconds)) }
        case .clearMessages: .clearMessages
        case .pointAt: target
        case .yawFrame: .yawFrame(yawFrame, headset: headset)
        case .comfort: .comfort(comfort, place: place)
        case .takeOver, .approve, .seat, .seatAll, .handOut, .takeBack, .tick, .remove: nil
        }
    }

    private var fleetOrder: FleetOrder? {
        switch command {
        case .seat: headset.map { .seat(headset: $0, seat: seat) }
        case .seatAll: .seatAll
        case .handOut: .handOut(headset: headset)
        case .takeBack: .takeBack(headset: headset)
        case .tick: .tick(headset: headset, cleaned: cleaned, charged: charged)
        case .remove: headset.map { .remove(headset: $0) }
        default: nil
        }
    }

    /// Both angles, or none to take the arrow away.
    private var target: GuideOrder? {
        switch (headingDeg, pitchDeg) {
        case (let heading?, let pitch?): .pointAt(GazeTarget(headingDeg: heading, pitchDeg: pitch))
        case (nil, nil): .pointAt(nil)
        default: nil
        }
    }
}
