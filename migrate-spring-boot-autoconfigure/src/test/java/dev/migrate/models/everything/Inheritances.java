package dev.migrate.models.everything;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/**
 * The inheritance strategies and secondary tables.
 */
public final class Inheritances {

	private Inheritances() {
	}

	@MappedSuperclass
	abstract static class Named {

		@Id
		@GeneratedValue
		Long id;

		@Column(nullable = false, length = 50)
		String name;

	}

	@Entity(name = "Vehicle")
	@Inheritance
	@DiscriminatorColumn(name = "kind", length = 10)
	static class Vehicle extends Named {

	}

	@Entity(name = "Car")
	@DiscriminatorValue("car")
	static class Car extends Vehicle {

		@Column(nullable = false)
		int doors;

	}

	@Entity(name = "Bike")
	@DiscriminatorValue("bike")
	static class Bike extends Vehicle {

		String bell;

	}

	@Entity(name = "Shape")
	@Inheritance
	@DiscriminatorColumn(discriminatorType = DiscriminatorType.INTEGER)
	@DiscriminatorValue("0")
	static class Shape {

		@Id
		int id;

	}

	@Entity(name = "Circle")
	@DiscriminatorValue("1")
	static class Circle extends Shape {

		double radius;

	}

	@Entity(name = "Party")
	@Inheritance(strategy = InheritanceType.JOINED)
	@DiscriminatorColumn(discriminatorType = DiscriminatorType.CHAR)
	@DiscriminatorValue("P")
	static class Party extends Named {

	}

	@Entity(name = "HumanParty")
	@DiscriminatorValue("H")
	@PrimaryKeyJoinColumn(name = "party_id", foreignKey = @ForeignKey(name = "fk_human_party"))
	static class HumanParty extends Party {

		String nickname;

	}

	@Entity(name = "OrganisationParty")
	@DiscriminatorValue("O")
	@OnDelete(action = OnDeleteAction.CASCADE)
	static class OrganisationParty extends Party {

		@Column(unique = true)
		String register;

	}

	@Entity(name = "Payment")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	abstract static class Payment extends Named {

		long cents;

	}

	@Entity(name = "CashPayment")
	static class CashPayment extends Payment {

		String till;

	}

	@Entity(name = "CardPayment")
	static class CardPayment extends Payment {

		@Column(nullable = false)
		String card;

	}

	@Entity(name = "Profile")
	@SecondaryTable(name = "profile_details",
			pkJoinColumns = @PrimaryKeyJoinColumn(name = "profile_id", referencedColumnName = "id"),
			foreignKey = @ForeignKey(name = "fk_details_profile"),
			uniqueConstraints = @UniqueConstraint(columnNames = "motto"), indexes = @Index(columnList = "hobby"),
			comment = "More of a profile")
	@SecondaryTable(name = "profile_picture")
	static class Profile extends Named {

		@Column(table = "profile_details")
		String motto;

		@Column(table = "profile_details", nullable = false)
		String hobby;

		@Column(table = "profile_picture")
		byte[] picture;

	}

}
