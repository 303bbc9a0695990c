import ImageCoding
import Testing

struct GPanoTests {
    @Test(arguments: ["GPano", "other"])
    func `attributes are properties, whatever the prefix`(prefix: String) throws {
        let attributes = [
            "ProjectionType='equirectangular'", "FullPanoWidthPixels='8000'", "FullPanoHeightPixels=' 4000 '",
            "CroppedAreaImageWidthPixels='6000'", "CroppedAreaImageHeightPixels='1000'",
            "CroppedAreaLeftPixels='2000'", "CroppedAreaTopPixels='1500'", "PoseHeadingDegrees='350.5'",
            "PosePitchDegrees='-12'", "PoseRollDegrees='+3.25'", "InitialViewHeadingDegrees='10'",
            "InitialViewPitchDegrees='5'", "InitialViewRollDegrees='0'", "InitialHorizontalFOVDegrees='75'",
        ]
        let content = attributes.map { "\(prefix):\($0)" }.joined(separator: " ")
        let gpano = try #require(try panorama("<rdf:Description xmlns:\(prefix)='\(namespace)' \(content)/>"))
        #expect(gpano.projectionType == "equirectangular")
        #expect(gpano.fullPanoWidthPixels == 8_000 && gpano.fullPanoHeightPixels == 4_000)
        #expect(gpano.croppedAreaImageWidthPixels == 6_000 && gpano.croppedAreaImageHeightPixels == 1_000)
        #expect(gpano.croppedAreaLeftPixels == 2_000 && gpano.croppedAreaTopPixels == 1_500)
        #expect(gpano.poseHeadingDegrees == 350.5 && gpano.posePitchDegrees == -12 && gpano.poseRollDegrees == 3.25)
        #expect(gpano.initialViewHeadingDegrees == 10 && gpano.initialViewPitchDegrees == 5)
        #expect(gpano.initialViewRollDegrees == 0 && gpano.initialHorizontalFOVDegrees == 75)
    }

    @Test func `elements are properties too, and both forms may be mixed`() throws {
        let gpano = try panorama(
            """
            <rdf:Description xmlns:GPano="\(namespace)" GPano:PosePitchDegrees="1">
            <GPano:FullPanoWidthPixels>
              4096 </GPano:FullPanoWidthPixels><GPano:PoseHeadingDegrees>90&#46;5</GPano:PoseHeadingDegrees>
            <GPano:Nested><rdf:Seq><rdf:li>7</rdf:li></rdf:Seq></GPano:Nested>
            </rdf:Description><rdf:Description xmlns:g="\(namespace)" g:PosePitchDegrees="1"/>
            """
        )
        #expect(gpano?.fullPanoWidthPixels == 4_096)
        #expect(gpano?.poseHeadingDegrees == 90.5 && gpano?.posePitchDegrees == 1)
    }

    @Test(arguments: ["", "<rdf:Description xmlns:GPano='http://example.org/' GPano:PoseHeadingDegrees='1'/>"])
    func `without a property there is no panorama metadata`(content: String) throws {
        #expect(try panorama(content) == nil)
    }

    @Test func `a picture without XMP has none`() throws {
        #expect(try ImageDecoder(path: Fixture.path("rgb-8.png")).panoramaMetadata() == nil)
    }

    @Test(
        arguments: [
            ("PoseHeadingDegrees='east'", "PoseHeadingDegrees: 'east' is not a number of degrees"),
            ("PoseHeadingDegrees='nan'", "PoseHeadingDegrees: 'nan' is not a number of degrees"),
            ("PoseHeadingDegrees='0x10'", "PoseHeadingDegrees: '0x10' is not a number of degrees"),
            ("PoseHeadingDegrees='1e999'", "PoseHeadingDegrees: '1e999' is not a number of degrees"),
            ("PoseHeadingDegrees='400'", "PoseHeadingDegrees: '400' is not within -360 to 360 degrees"),
            ("PosePitchDegrees='91'", "PosePitchDegrees: '91' is not within -90 to 90 degrees"),
            (
                "InitialHorizontalFOVDegrees='0'",
                "InitialHorizontalFOVDegrees: '0' is not within above 0 to 360 degrees"
            ),
            ("FullPanoWidthPixels='0'", "FullPanoWidthPixels: '0' is not a number of pixels that can be"),
            ("FullPanoWidthPixels='1e30'", "FullPanoWidthPixels: '1e30' is not a number of pixels that can be"),
            ("FullPanoWidthPixels='10.5'", "FullPanoWidthPixels: '10.5' is not a number of pixels that can be"),
            ("CroppedAreaTopPixels='-1'", "CroppedAreaTopPixels: '-1' is not a number of pixels that can be"),
            (
                "FullPanoWidthPixels='100' g:CroppedAreaImageWidthPixels='101'",
                "CroppedAreaImageWidthPixels: 101 is more than FullPanoWidthPixels, 100"
            ),
            (
                "FullPanoHeightPixels='100' g:CroppedAreaImageHeightPixels='60' g:CroppedAreaTopPixels='41'",
                "CroppedAreaTopPixels: 41 and CroppedAreaImageHeightPixels, 60, are more than FullPanoHeightPixels, 100"
            ),
        ]
    )
    func `what cannot be is an error that names the property`(attributes: String, message: String) throws {
        let error = #expect(throws: ImageCodingError.self) {
            try panorama("<rdf:Description xmlns:g='\(namespace)' g:\(attributes)/>")
        }
        let line = "p.png: XMP GPano \(message); mend or remove it, for example with exiftool"
        #expect(error.map(String.init(describing:)) == line)
    }

    @Test(arguments: [-300, 0, 700])
    func `a cylinder's top counts from the horizon`(top: Int) throws {
        let found = try panorama(
            """
            <rdf:Description xmlns:g='\(namespace)' g:ProjectionType='cylindrical' g:FullPanoHeightPixels='600'
            g:CroppedAreaImageHeightPixels='600' g:CroppedAreaTopPixels='\(top)'/>
            """
        )
        #expect(found?.croppedAreaTopPixels == top)
    }

    @Test func `two values of a property contradict each other`() throws {
        let error = #expect(throws: ImageCodingError.self) {
            try panorama(
                """
                <rdf:Description xmlns:g='\(namespace)' g:PoseRollDegrees='1'>
                <g:PoseRollDegrees>2</g:PoseRollDegrees></rdf:Description>
                """
            )
        }
        #expect(error?.description.contains("PoseRollDegrees: '1' and '2' contradict each other") == true)
    }

    @Test(
        arguments: [
            ("<open xmlns:g='\(namespace)'>", "no XML in line"),
            ("<a xmlns:g='\(namespace)'>&unknown;</a>", "no XML in line"),
            (
                String(repeating: "<a xmlns:g='\(namespace)'>", count: 100) + String(repeating: "</a>", count: 100),
                "too many"
            ),
        ]
    )
    func `XMP that is no XML is an error`(content: String, reason: String) {
        let error = #expect(throws: ImageCodingError.self) { try panorama(content) }
        #expect(error?.description.contains(reason) == true)
    }

    @Test func `entities are not expanded`() {
        let entities = (1...9).map { "<!ENTITY e\($0) '\(String(repeating: "&e\($0 - 1);", count: 10))'>" }.joined()
        let packet = "<!DOCTYPE x [<!ENTITY e0 'lol'>\(entities)]><x xmlns:g='\(namespace)' g:ProjectionType='&e9;'/>"
        let error = #expect(throws: ImageCodingError.self) { try panorama(packet: packet) }
        #expect(error?.description.contains("document type") == true)
    }

    @Test func `an empty processing instruction is refused before it ends the process`() {
        for instruction in ["<?x?>", "<?>", "<?xpacket begin='a'?><?xpacket?>"] {
            let packet = instruction + "<x xmlns:g='\(namespace)' g:ProjectionType='equirectangular'/>"
            let error = #expect(throws: ImageCodingError.self) { try panorama(packet: packet) }
            #expect(error?.description.contains("with nothing in it") == true)
        }
    }
}

private let namespace = "http://ns.google.com/photos/1.0/panorama/"

private func panorama(_ content: String) throws -> GPanoMetadata? {
    try panorama(
        packet: """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\(content)</rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """
    )
}

/// What a PNG with the packet says.
private func panorama(packet: String) throws -> GPanoMetadata? {
    let plain = try #require(Fixture.named("rgb-8.png").first)
    let content = Array("XML:com.adobe.xmp\0".utf8) + [0, 0, 0, 0] + Array(packet.utf8)
    return try ImageDecoder(bytes: withChunk("iTXt", content, in: plain.file), name: "p.png").panoramaMetadata()
}
