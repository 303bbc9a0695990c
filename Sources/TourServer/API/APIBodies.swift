internal import Foundation
internal import TourBundle

// What bodies hold; keys in snake case.

struct ClockQuestion: Decodable {
    var clientSendS: Double
}

struct ClockAnswer: Encodable {
    var clientSendS: Double
    var serverReceiveS: Double
    var serverSendS: Double
    /// Another one means another clock: offsets found before do not count any more.
    var boot: String
}

struct EnrolmentRequest: Decodable {
    /// Of provisioning; without one the guide is asked.
    var token: String?
    var name: String?
}

struct EnrolmentAnswer: Encodable {
    var id: String
    var number: Int?
    var token: String?
    var code: String?
    var claim: String?
    var expiresInS: Double?
}

struct ClaimRequest: Decodable {
    var claim: String
}

struct SignInRequest: Decodable {
    var pin: String
    var name: String?
}

struct SessionAnswer: Encodable {
    var guide: String
    var controls: Bool
    var expiresInS: Double
    /// The least that the next order may have.
    var nextSequence: Int
}

struct CommandAnswer: Encodable {
    var sequence: Int
    /// Of the state in which it has taken effect.
    var revision: Int
    /// It had been carried out before.
    var repeated: Bool
}
