package dev.migrate.demo.customers;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the shop.
 */
@Entity
@Table(uniqueConstraints = @UniqueConstraint(name = "customer_email_key", columnNames = "email"),
		indexes = @Index(name = "customer_name_idx", columnList = "name"))
public class Customer {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@Column(nullable = false, length = 100)
	private String name;

	@Column(nullable = false)
	private String email;

	@Embedded
	private Address address;

	@Column(name = "registered_at", nullable = false)
	private Instant registeredAt;

	@SuppressWarnings("NullAway.Init")
	protected Customer() {
	}

	public Customer(String name, String email, Address address, Instant registeredAt) {
		this.name = name;
		this.email = email;
		this.address = address;
		this.registeredAt = registeredAt;
	}

	public @Nullable Long getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public String getEmail() {
		return this.email;
	}

	public Address getAddress() {
		return this.address;
	}

	public Instant getRegisteredAt() {
		return this.registeredAt;
	}

}
