/// Why the server cannot start or go on.
package enum TourServerError: Error, Equatable {
    /// The text given and what is wrong with it.
    case listenAddress(String, String)
    case cannotListen(ListenAddress, reason: String)
    case unreadablePages(path: String, reason: String)
    case unknownPageType(path: String)
    /// A message with path and advice.
    case unusableBundle(reason: String)
    case stopped(reason: String)
}

extension TourServerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .listenAddress(let text, let fault): "listen address '\(text)' \(fault)"
        case .cannotListen(let address, let reason):
            "cannot listen on \(address): \(reason); give another address or stop the program that holds it"
        case .unreadablePages(let path, let reason): "\(path): cannot read the web pages: \(reason); install them again"
        case .unknownPageType(let path): "\(path): a web page of unknown type; add its ending to the media types"
        case .unusableBundle(let reason): reason
        case .stopped(let reason): "the server stopped: \(reason)"
        }
    }
}
