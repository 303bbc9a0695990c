// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHPACK: Target.Dependency = .product(name: "NIOHPACK", package: "swift-nio-http2")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTP2: Target.Dependency = .product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioHTTPCompression: Target.Dependency = .product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1: Target.Dependency = .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioHTTPTypesHTTP2: Target.Dependency = .product(name: "NIOHTTPTypesHTTP2", package: "swift-nio-extras")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let swiftASN1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

// Layers, lowest first; an arrow goes down only (Sources/README.md).
let package = Package(
    name: "zeitreise",
    products: [
        .executable(name: "zeitreise", targets: ["zeitreise"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // 0
        .target(
            name: "CImageCoding",
            linkerSettings: ["jpeg", "lcms2", "png", "tiff", "z"].map { .linkedLibrary($0) }
        ),
        .target(name: "CResample"),
        .target(name: "CPlatform"),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "Files", swiftSettings: strict),
        .target(name: "Programs", swiftSettings: strict),
        // 1
        .target(name: "Panorama", swiftSettings: strict),
        .target(name: "Resampling", dependencies: ["CResample"], swiftSettings: strict),
        .target(name: "Tour", dependencies: [yams], swiftSettings: strict),
        // 2
        .target(name: "ImageCoding", dependencies: ["CImageCoding", "Resampling"], swiftSettings: strict),
        .target(
            name: "TourBundle",
            dependencies: ["CPlatform", "Files", "Panorama", "Tour", crypto, grdb, grdbSQLite],
            exclude: ["FORMAT.md"],
            swiftSettings: strict
        ),
        // 3
        .target(name: "Guidance", dependencies: ["Tour"], exclude: ["GUIDANCE.md"], swiftSettings: strict),
        .target(name: "Narration", dependencies: ["Files", "Programs", "Tour", "TourBundle"], swiftSettings: strict),
        .target(
            name: "TileBuilder",
            dependencies: [
                "CPlatform", "Files", "ImageCoding", "Panorama", "Programs", "Resampling", "Tour", "TourBundle",
            ],
            exclude: ["CLUSTER.md", "PIPELINE.md"],
            swiftSettings: strict
        ),
        .target(
            name: "Depot",
            dependencies: [
                "Files", "TourBundle", asyncHTTPClient, crypto, grdb, nioCore, nioHTTP1, nioHTTPCompression, nioPosix,
                nioSSL,
            ],
            exclude: ["DEPOT.md"],
            swiftSettings: strict
        ),
        // 4
        .target(
            name: "TourServer",
            dependencies: [
                "CPlatform", "CZlib", "Depot", "Files", "Guidance", "Panorama", "Tour", "TourBundle", asyncHTTPClient,
                crypto,
                cryptoExtras, grdb, httpTypes,
                hummingbird, hummingbirdCore, logging, nioCore, nioHPACK, nioHTTP1, nioHTTP2, nioHTTPTypes,
                nioHTTPTypesHTTP1, nioHTTPTypesHTTP2, nioPosix, nioSSL, nioTLS, serviceLifecycle, swiftASN1,
                unixSignals,
                x509,
            ],
            exclude: ["HEADSET.md", "LIVE.md", "SECURITY.md"],
            resources: [.copy("Pages")],
            swiftSettings: strict
        ),
        // 5
        .executableTarget(
            name: "zeitreise",
            dependencies: [
                "Depot", "Guidance", "ImageCoding", "Narration", "Panorama", "Resampling", "TileBuilder", "Tour",
                "TourBundle", "TourServer",
                argumentParser, logging, unixSignals,
            ],
            swiftSettings: strict
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .target(name: "AllocationCount", path: "Tests/AllocationCount"),
        .executableTarget(
            name: "kernel-bench",
            dependencies: ["Panorama", "Resampling", "TestSupport"],
            path: "Tests/KernelBench",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "trigger-bench",
            dependencies: ["Guidance", "TestSupport", "Tour"],
            path: "Tests/TriggerBench",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "registration-bench",
            dependencies: ["Panorama", "TestSupport"],
            path: "Tests/RegistrationBench",
            swiftSettings: strict
        ),
        .testTarget(name: "PanoramaTests", dependencies: ["Panorama", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "ResamplingTests", dependencies: ["Resampling", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "NarrationTests", dependencies: ["Narration", "Tour", "TourBundle"], swiftSettings: strict),
        .testTarget(name: "FilesTests", dependencies: ["Files"], swiftSettings: strict),
        .testTarget(name: "TourTests", dependencies: ["TestSupport", "Tour"], swiftSettings: strict),
        .testTarget(
            name: "GuidanceTests",
            dependencies: ["AllocationCount", "Guidance", "TestSupport", "Tour"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ImageCodingTests",
            dependencies: ["ImageCoding", "Resampling", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TourBundleTests",
            dependencies: ["Panorama", "Tour", "TourBundle", grdb],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DepotTests",
            dependencies: ["Depot", "Panorama", "TourBundle", nioCore],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TileBuilderTests",
            dependencies: ["ImageCoding", "Panorama", "Resampling", "TestSupport", "TileBuilder", "TourBundle"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TourServerTests",
            dependencies: [
                "Guidance", "Panorama", "Tour", "TourBundle", "TourServer", httpTypes, hummingbird, hummingbirdCore,
                logging, nioCore, nioPosix,
            ],
            swiftSettings: strict
        ),
    ]
)
