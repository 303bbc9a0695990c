internal import Tour

/// What the guide wants of headsets and drive.
package enum GuideOrder: Sendable, Equatable {
    case next
    case back
    case again
    case goTo(place: String, epoch: String?)
    case epoch(String)
    /// Keep the place; triggers do nothing until `resume`.
    case hold
    case resume
    /// Stop the scene's time; `play` goes on from there.
    case pause
    case play
    /// Of one headset, or of all.
    case recentre(headset: String?)
    case identify(headset: String)
    /// Everybody looks at the real world.
    case headsetsOff(Bool)
    /// The drive's record ends, and another begins with the next scene.
    case newDrive
    /// 0...1
    case volume(Double)
    /// For all headsets; `nil` leaves each its own.
    case language(String?)
    case message(LiveMessage.Draft)
    case clearMessages
    /// Degrees clockwise from north, and above the horizon; `nil` takes the arrow away.
    case pointAt(GazeTarget?)
    /// Of one headset, or of all; `nil` leaves it to each type of headset.
    case yawFrame(YawFrame?, headset: String?)
    /// Of a place whenever it is shown, or of what is shown now until the next scene; `nil` leaves it to the place's rule.
    case comfort(ComfortOverride?, place: String?)
}

/// In which frame a headset in a vehicle tells its yaw.
package enum YawFrame: String, Sendable, Codable {
    /// Inertial: it turns as the vehicle turns.
    case world
    /// Travel modes and cameras that see the cabin: it tells how the head is turned in the vehicle.
    case vehicle
}

/// What goes before the comfort rule of a place.
package enum ComfortOverride: String, Sendable, Codable {
    /// The picture stays, however fast the bus is.
    case show
    /// The still view, however slow it is.
    case calm
}

package struct GazeTarget: Sendable, Equatable, Codable {
    package var headingDeg: Double
    package var pitchDeg: Double

    package init(headingDeg: Double, pitchDeg: Double) {
        (self.headingDeg, self.pitchDeg) = (headingDeg, pitchDeg)
    }

    enum CodingKeys: String, CodingKey {
        case headingDeg = "heading_deg"
        case pitchDeg = "pitch_deg"
    }

    package var isDirection: Bool { (-360...360).contains(headingDeg) && (-90...90).contains(pitchDeg) }
}

/// What the guide tells the passengers.
package struct LiveMessage: Sendable, Equatable, Codable {
    package struct Draft: Sendable, Equatable {
        /// By language.
        package var text: [String: String]
        package var seconds: Double

        package init(text: [String: String], seconds: Double) { (self.text, self.seconds) = (text, seconds) }

        /// Whatever a tour may have prepared is.
        package var isSensible: Bool {
            (1...TourDocument.mostLanguages).contains(text.count)
                && text.values.allSatisfy { $0.unicodeScalars.count <= TourDocument.longestMessage }
                && (1...LiveConstants.longestMessageSeconds).contains(seconds)
        }
    }

    package var id: Int
    package var text: [String: String]
    /// On the server's clock.
    package var untilS: Double

    enum CodingKeys: String, CodingKey {
        case id, text
        case untilS = "until_s"
    }
}

/// Why an order was not carried out.
package enum OrderRefusal: Error, Equatable {
    case noSuchPlace
    case noSuchEpoch
    case nothingShown
    case noSuchHeadset
    case noSuchSeat
    case notSensible
}
