/// What pages say to search engines in the words of schema.org. Addresses, which must be whole, are there where the site's is known.
enum LinkedData {
    struct Trip: Encodable {
        let context = "https://schema.org"
        let type = "TouristTrip"
        let name: String
        let description: String
        let url: String?
        let itinerary: Itinerary

        enum CodingKeys: String, CodingKey {
            case context = "@context"
            case type = "@type"
            case name, description, url, itinerary
        }
    }

    struct Itinerary: Encodable {
        let type = "ItemList"
        let numberOfItems: Int
        let itemListElement: [Stop]

        enum CodingKeys: String, CodingKey {
            case type = "@type"
            case numberOfItems, itemListElement
        }
    }

    struct Stop: Encodable {
        let type = "ListItem"
        /// From 1.
        let position: Int
        let item: Attraction

        enum CodingKeys: String, CodingKey {
            case type = "@type"
            case position, item
        }
    }

    struct Attraction: Encodable {
        /// Of a page's own; none within another.
        var context: String?
        let type = "TouristAttraction"
        let name: String
        var description: String?
        let url: String?
        let geo: Point
        var availableLanguage: [String]?
        var subjectOf: [Work]?

        enum CodingKeys: String, CodingKey {
            case context = "@context"
            case type = "@type"
            case name, description, url, geo, availableLanguage, subjectOf
        }
    }

    struct Point: Encodable {
        let type = "GeoCoordinates"
        let latitude: Double
        let longitude: Double

        enum CodingKeys: String, CodingKey {
            case type = "@type"
            case latitude, longitude
        }
    }

    /// The picture of an epoch.
    struct Work: Encodable {
        let type = "CreativeWork"
        let name: String
        /// ISO 8601.
        let temporalCoverage: String
        let creditText: String
        let license: String?
        let image: String?

        enum CodingKeys: String, CodingKey {
            case type = "@type"
            case name, temporalCoverage, creditText, license, image
        }
    }
}

extension LinkedData {
    /// To be put into a page: within it `<` would be able to end it.
    static func script(_ value: some Encodable) throws(EncodingError) -> Markup {
        let json = try ExportJSON.text(value).replacing("<", with: "\\u003c")
        return Markup(html: "<script type=\"application/ld+json\">\n\(json)\n</script>")
    }
}
