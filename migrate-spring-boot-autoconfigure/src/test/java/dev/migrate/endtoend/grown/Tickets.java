package dev.migrate.endtoend.grown;

import java.time.LocalDateTime;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The entities of an application that Liquibase has migrated: with native enums whose
 * types were renamed.
 */
public final class Tickets {

	private Tickets() {
	}

	/**
	 * The state of a ticket.
	 */
	public enum TicketState {

		OPEN, CLOSED

	}

	/**
	 * The urgency of a ticket.
	 */
	public enum Urgency {

		HIGH, LOW

	}

	@Entity(name = "team")
	public static class Team {

		@Id
		@GeneratedValue
		@SequenceGenerator(name = "team_seq", sequenceName = "team_seq", allocationSize = 10)
		Long id;

		@Column(nullable = false, unique = true)
		String name;

	}

	@Entity(name = "ticket")
	public static class Ticket {

		@Id
		@GeneratedValue
		@SequenceGenerator(name = "ticket_seq", sequenceName = "ticket_seq", allocationSize = 1)
		Long id;

		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		@Column(nullable = false)
		TicketState state;

		@JdbcTypeCode(SqlTypes.NAMED_ENUM)
		Urgency urgency;

		@ManyToOne
		Team team;

		LocalDateTime created;

	}

	/**
	 * The ticket of a changed version of the application.
	 */
	public static final class Waiting {

		private Waiting() {
		}

		/**
		 * The state of a ticket.
		 */
		public enum TicketState {

			OPEN, WAITING, CLOSED

		}

		@Entity(name = "ticket")
		public static class Ticket {

			@Id
			@GeneratedValue
			@SequenceGenerator(name = "ticket_seq", sequenceName = "ticket_seq", allocationSize = 1)
			Long id;

			@JdbcTypeCode(SqlTypes.NAMED_ENUM)
			@Column(nullable = false)
			TicketState state;

			@JdbcTypeCode(SqlTypes.NAMED_ENUM)
			Urgency urgency;

			@ManyToOne
			Team team;

			LocalDateTime created;

		}

	}

}
