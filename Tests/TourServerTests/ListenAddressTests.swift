import Testing
import TourServer

struct ListenAddressTests {
    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1", 8080), ("localhost:0", "localhost", 0), (":443", "0.0.0.0", 443),
        ("bus-7.fleet_a.internal:65535", "bus-7.fleet_a.internal", 65_535), ("[::1]:8080", "::1", 8080),
        ("[::]:80", "::", 80), ("[fe80::1%eth0]:80", "fe80::1%eth0", 80),
    ])
    func `reads host and port`(_ text: String, _ host: String, _ port: Int) throws {
        let address = try ListenAddress(text)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.description == (text.hasPrefix(":") ? "0.0.0.0" + text : text))
    }

    @Test func `takes another port`() throws {
        #expect(try ListenAddress("[::1]:0").with(port: 8_080) == ListenAddress("[::1]:8080"))
    }

    @Test(arguments: [
        ("", "port"), ("8080", "port"), ("localhost", "port"), ("localhost:", "port"), ("localhost:x", "port"),
        ("localhost:-1", "port"), ("localhost:+80", "port"), ("localhost: 80", "port"), ("localhost:65536", "port"),
        ("localhost:99999999999999999999", "port"), ("[::1]", "port"), ("::1:8080", "brackets"), ("::1", "brackets"),
        ("[]:80", "brackets"), ("[1.2.3.4]:80", "brackets"), ("[::1:80", "brackets"), ("::1]:80", "brackets"),
        ("[::1/x]:80", "brackets"), ("a b:80", "character"), ("http//x:80", "character"), ("é:80", "character"),
    ])
    func `says what is wrong`(_ text: String, _ word: String) {
        let error = #expect(throws: TourServerError.self) { try ListenAddress(text) }
        let message = error.map { "\($0)" } ?? ""
        #expect(message.contains("'\(text)'"))
        #expect(message.contains(word))
        #expect(!message.contains("\n"))
    }
}
