package dev.migrate.models.everything;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.TableGenerator;
import org.hibernate.annotations.NativeGenerator;
import org.hibernate.annotations.UuidGenerator;

/**
 * Every strategy to generate an identifier.
 */
public final class Generators {

	private Generators() {
	}

	@Entity(name = "Automatic")
	static class Automatic {

		@Id
		@GeneratedValue
		Long id;

	}

	@Entity(name = "AutomaticUuid")
	static class AutomaticUuid {

		@Id
		@GeneratedValue
		UUID id;

	}

	@Entity(name = "IdentityKey")
	static class IdentityKey {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Integer id;

	}

	@Entity(name = "SequenceKey")
	static class SequenceKey {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tickets")
		@SequenceGenerator(name = "tickets", sequenceName = "ticket_numbers", initialValue = 1000, allocationSize = 10)
		Long id;

	}

	@Entity(name = "UnnamedSequenceKey")
	static class UnnamedSequenceKey {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@SequenceGenerator(allocationSize = 1)
		Integer id;

	}

	@Entity(name = "SharedSequenceKey")
	static class SharedSequenceKey {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tickets")
		Long id;

	}

	@Entity(name = "TableKey")
	static class TableKey {

		@Id
		@GeneratedValue(strategy = GenerationType.TABLE, generator = "invoices")
		@TableGenerator(name = "invoices", table = "number_ranges", pkColumnName = "range_name",
				valueColumnName = "next_number", pkColumnValue = "invoice", initialValue = 100, allocationSize = 5)
		Long id;

	}

	@Entity(name = "DefaultTableKey")
	static class DefaultTableKey {

		@Id
		@GeneratedValue(strategy = GenerationType.TABLE)
		Long id;

	}

	@Entity(name = "UuidKey")
	static class UuidKey {

		@Id
		@GeneratedValue(strategy = GenerationType.UUID)
		UUID id;

	}

	@Entity(name = "TimedUuidKey")
	static class TimedUuidKey {

		@Id
		@UuidGenerator(style = UuidGenerator.Style.TIME)
		String id;

	}

	@Entity(name = "NativeKey")
	static class NativeKey {

		@Id
		@GeneratedValue
		@NativeGenerator
		Long id;

	}

}
