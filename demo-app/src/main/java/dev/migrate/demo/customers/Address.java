package dev.migrate.demo.customers;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The address that a parcel is sent to.
 *
 * @param street the street and the number
 * @param postalCode the postal code
 * @param city the city
 * @param country the two-letter code of the country
 */
@Embeddable
public record Address(@Column(nullable = false) String street,
		@Column(name = "postal_code", nullable = false, length = 12) String postalCode,
		@Column(nullable = false, length = 100) String city, @Column(nullable = false, length = 2) String country) {

}
