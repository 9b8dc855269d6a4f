package dev.migrate.endtoend.grown;

import java.math.BigDecimal;
import java.time.LocalDate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * The entities of an application that Flyway has migrated: with views over half of the
 * tables, and cascades that were made by hand.
 */
public final class Library {

	private Library() {
	}

	@Entity(name = "author")
	public static class Author {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false, length = 120)
		String name;

		LocalDate birthday;

	}

	@Entity(name = "book")
	@Table(indexes = @Index(name = "book_title", columnList = "title"))
	public static class Book {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false, length = 100)
		String title;

		@Column(length = 13, unique = true)
		String isbn;

		@Column(precision = 8, scale = 2)
		BigDecimal price;

		@ManyToOne
		Author author;

	}

	@Entity(name = "member")
	public static class Member {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(nullable = false)
		String mail;

	}

	@Entity(name = "loan")
	public static class Loan {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@ManyToOne(optional = false)
		Book book;

		@ManyToOne(optional = false)
		Member member;

		@Column(nullable = false)
		LocalDate due;

		LocalDate returned;

	}

}
