package dev.migrate.laws;

import java.util.Locale;

import dev.migrate.MigrationException;
import dev.migrate.change.Change;
import dev.migrate.change.Risk;
import dev.migrate.testing.TestProduct;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The mutations, while every description, reason and message has another text: no verdict
 * depends on text that is written for users.
 */
@Tag("long")
class RewordedTextTests extends MutationTests.MutatedProduct {

	private ResettableClassFileTransformer rewording;

	RewordedTextTests() {
		super(TestProduct.H2);
	}

	@BeforeAll
	void rewordEverything() {
		this.rewording = new AgentBuilder.Default().disableClassFormatChanges()
			.with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
			.type(ElementMatchers.<TypeDescription>named(Change.class.getName())
				.or(ElementMatchers.named(Risk.class.getName()))
				.or(ElementMatchers.named(MigrationException.class.getName())))
			.transform((builder, type, loader, module,
					domain) -> builder.visit(Advice.to(Rewording.class)
						.on(ElementMatchers.namedOneOf("description", "reason", "getMessage")
							.and(ElementMatchers.returns(String.class)))))
			.installOn(ByteBuddyAgent.install());
	}

	@AfterAll
	void restoreEverything() {
		this.rewording.reset(ByteBuddyAgent.install(), AgentBuilder.RedefinitionStrategy.RETRANSFORMATION);
	}

	@Test
	void textIsReworded() {
		assertThat(new Risk(Risk.Kind.SAFE, "nothing").reason()).isEqualTo("REWORDED: NOTHING");
	}

	/**
	 * Rewords the text that a method returns.
	 */
	static final class Rewording {

		private Rewording() {
		}

		@Advice.OnMethodExit
		static void reword(@Advice.Return(readOnly = false) String text) {
			text = "REWORDED: " + text.toUpperCase(Locale.ROOT);
		}

	}

}
