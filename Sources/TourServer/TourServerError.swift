/// Why the server cannot start or go on.
package enum TourServerError: Error, Equatable {
    /// The text given and what is wrong with it.
    case listenAddress(String, String)
    case cannotListen(ListenAddress, reason: String)
    case unreadablePages(path: String, reason: String)
    case unknownPageType(path: String)
    /// A message with path and advice.
    case unusableBundle(reason: String)
    /// A message with path and advice.
    case unusableDepot(reason: String)
    /// A file of certificates or keys and what is wrong with it.
    case certificate(String, String)
    case certificateHost(String)
    case notWithinAuthority(String)
    /// What is not overwritten unasked.
    case fileExists(String)
    case notWritten(String, reason: String)
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
        case .unusableBundle(let reason), .unusableDepot(let reason): reason
        case .certificate(let path, let fault):
            "\(path): cannot be used for TLS: \(fault); make both with 'zeitreise certificate', or give others"
        case .certificateHost(let text):
            "'\(text)' is no host name and no IP address; write bus7.fleet.internal or 192.168.7.1"
        case .notWithinAuthority(let host):
            "the authority is not for \(host); name the hosts that it was made for, or make a new one in another folder"
        case .fileExists(let path): "\(path): is there already; put it away, or give --replace for a new certificate"
        case .notWritten(let path, let reason): "\(path): cannot be written: \(reason)"
        case .stopped(let reason): "the server stopped: \(reason)"
        }
    }
}
