package dev.migrate.demo.customers;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * Where a parcel goes.
 *
 * @param street the street and the number
 * @param postalCode the postal code
 * @param city the city
 * @param country the country, as two letters
 */
@Embeddable
public record Address(@Column(nullable = false) String street,
		@Column(name = "postal_code", nullable = false, length = 12) String postalCode,
		@Column(nullable = false, length = 100) String city, @Column(nullable = false, length = 2) String country) {

}
