/**
 * The grammar, one rule for each syntax rule of grammar/giq.ebnf. Rules only build the concrete syntax tree; build/
 * makes the AST of it. One token of lookahead is enough everywhere but after `(`.
 */
import { CstParser, EOF, type IToken } from './chevrotain.js';
import { expectations, expected } from './expectations.js';
import { lexedTokens } from './lexer.js';
import { closes, isOneOf, opens } from './layout.js';
import {
  Additive, And, CallParenthesis, Comma, Comparison, DateToken, Define, Equals, Explain, families, Giq, In, Is,
  LeftParenthesis, Let, Missing, Multiplicative, Name, Not, NumberToken, Or, Pipe, Power, Range, RightParenthesis,
  SignedNumber, statementKeywords, StringToken, Unit, Use,
} from './tokens.js'; // prettier-ignore

/** What can begin an argument right after a name, other than an operator that would make arithmetic of it. */
const argumentStarts = [
  Name,
  NumberToken,
  SignedNumber,
  StringToken,
  DateToken,
  Missing,
  Not,
  LeftParenthesis,
];

export class GiqParser extends CstParser {
  /** @param validate checks the grammar itself for ambiguities, which takes time: for tests. */
  constructor(validate = false) {
    super([...lexedTokens, ...families, ...statementKeywords.values()], {
      maxLookahead: 1,
      recoveryEnabled: false,
      nodeLocationTracking: 'none',
      skipValidations: !validate,
      errorMessageProvider: expectations,
    });
    this.performSelfAnalysis();
  }

  readonly statement = this.RULE('statement', () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.versionStatement) },
        { ALT: () => this.SUBRULE(this.letStatement) },
        { ALT: () => this.SUBRULE(this.defineStatement) },
        { ALT: () => this.SUBRULE(this.useStatement) },
        { ALT: () => this.SUBRULE(this.explainStatement) },
        { ALT: () => this.SUBRULE(this.pipeline) },
      ],
      ERR_MSG: expected.verb,
    });
  });

  readonly versionStatement = this.RULE('versionStatement', () => {
    this.CONSUME(Giq);
    this.CONSUME(NumberToken);
  });

  readonly letStatement = this.RULE('letStatement', () => {
    this.CONSUME(Let);
    this.CONSUME(Name);
    this.CONSUME(Equals);
    this.SUBRULE(this.pipeline);
  });

  readonly defineStatement = this.RULE('defineStatement', () => {
    this.CONSUME(Define);
    this.CONSUME(Name);
    this.CONSUME(Equals);
    this.SUBRULE(this.expression);
  });

  readonly useStatement = this.RULE('useStatement', () => {
    this.CONSUME(Use);
    this.CONSUME(Name);
    this.CONSUME(StringToken);
  });

  readonly explainStatement = this.RULE('explainStatement', () => {
    this.CONSUME(Explain);
    this.SUBRULE(this.pipeline);
  });

  readonly pipeline = this.RULE('pipeline', () => {
    this.OR({
      DEF: [{ ALT: () => this.SUBRULE(this.group) }, { ALT: () => this.SUBRULE(this.stage) }],
      ERR_MSG: expected.verb,
    });
    this.MANY(() => {
      this.CONSUME(Pipe);
      this.SUBRULE2(this.stage);
    });
  });

  readonly group = this.RULE('group', () => {
    this.CONSUME(LeftParenthesis);
    this.SUBRULE(this.pipeline);
    this.CONSUME(RightParenthesis);
  });

  readonly stage = this.RULE('stage', () => {
    this.CONSUME(Name);
    this.OPTION(() => {
      this.SUBRULE(this.argument);
      this.MANY(() => this.SUBRULE(this.nextArgument));
    });
  });

  readonly nextArgument = this.RULE('nextArgument', () => {
    this.OPTION(() => this.CONSUME(Comma));
    this.SUBRULE(this.argument);
  });

  readonly argument = this.RULE('argument', () => {
    this.SUBRULE(this.expression);
  });

  readonly expression = this.RULE('expression', () => {
    this.SUBRULE(this.conjunction);
    this.MANY(() => {
      this.CONSUME(Or);
      this.SUBRULE2(this.conjunction);
    });
  });

  readonly conjunction = this.RULE('conjunction', () => {
    this.SUBRULE(this.negation);
    this.MANY(() => {
      this.CONSUME(And);
      this.SUBRULE2(this.negation);
    });
  });

  readonly negation = this.RULE('negation', () => {
    this.MANY(() => this.CONSUME(Not));
    this.SUBRULE(this.comparison);
  });

  readonly comparison = this.RULE('comparison', () => {
    this.SUBRULE(this.range);
    this.OPTION(() => {
      this.SUBRULE(this.comparisonOperator);
      this.SUBRULE2(this.range);
    });
  });

  readonly comparisonOperator = this.RULE('comparisonOperator', () => {
    this.OR([
      { ALT: () => this.CONSUME(Comparison) },
      { ALT: () => this.CONSUME(In) },
      {
        ALT: () => {
          this.CONSUME(Is);
          this.OPTION(() => this.CONSUME(Not));
        },
      },
    ]);
  });

  readonly range = this.RULE('range', () => {
    this.SUBRULE(this.sum);
    this.OPTION(() => {
      this.CONSUME(Range);
      this.SUBRULE2(this.sum);
    });
  });

  readonly sum = this.RULE('sum', () => {
    this.SUBRULE(this.product);
    this.MANY(() => {
      this.CONSUME(Additive);
      this.SUBRULE2(this.product);
    });
  });

  readonly product = this.RULE('product', () => {
    this.SUBRULE(this.signed);
    this.MANY(() => {
      this.CONSUME(Multiplicative);
      this.SUBRULE2(this.signed);
    });
  });

  readonly signed = this.RULE('signed', () => {
    this.MANY(() => this.CONSUME(Additive));
    this.SUBRULE(this.power);
  });

  readonly power = this.RULE('power', () => {
    this.SUBRULE(this.atom);
    this.MANY(() => {
      this.CONSUME(Power);
      this.SUBRULE(this.exponent);
    });
  });

  readonly exponent = this.RULE('exponent', () => {
    this.MANY(() => this.CONSUME(Additive));
    this.SUBRULE(this.atom);
  });

  readonly atom = this.RULE('atom', () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.nameOrCall) },
        { ALT: () => this.SUBRULE(this.number) },
        { ALT: () => this.CONSUME(StringToken) },
        { ALT: () => this.CONSUME(DateToken) },
        { ALT: () => this.CONSUME(Missing) },
        { ALT: () => this.SUBRULE(this.parentheses) },
      ],
      ERR_MSG: expected.value,
    });
  });

  readonly nameOrCall = this.RULE('nameOrCall', () => {
    this.CONSUME(Name);
    this.OPTION(() => this.SUBRULE(this.callArguments));
  });

  readonly callArguments = this.RULE('callArguments', () => {
    this.CONSUME(CallParenthesis);
    this.OPTION(() => {
      this.SUBRULE(this.expression);
      this.MANY(() => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.expression);
      });
    });
    this.CONSUME(RightParenthesis);
  });

  readonly number = this.RULE('number', () => {
    this.OR([{ ALT: () => this.CONSUME(NumberToken) }, { ALT: () => this.CONSUME(SignedNumber) }]);
    this.OPTION(() => this.CONSUME(Unit));
  });

  readonly parentheses = this.RULE('parentheses', () => {
    this.CONSUME(LeftParenthesis);
    this.OR([
      { GATE: () => this.startsPipeline(), ALT: () => this.SUBRULE(this.pipeline), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.SUBRULE(this.expression) },
    ]);
    this.CONSUME(RightParenthesis);
  });

  /** Inside brackets: a name with an argument or a `|` after it, or a group with a `|` after it, is a pipeline. */
  private startsPipeline(): boolean {
    if (isOneOf(this.LA(1), [Name])) return isOneOf(this.LA(2), [Pipe, ...argumentStarts]);
    return isOneOf(this.LA(1), [LeftParenthesis]) && isOneOf(this.afterGroup(), [Pipe]);
  }

  /** The token after the `)` that closes the `(` which is next. */
  private afterGroup(): IToken {
    let depth = 0;
    for (let ahead = 1; ; ahead++) {
      const token = this.LA(ahead);
      if (token.tokenType === EOF) return token;
      depth += Number(opens(token)) - Number(closes(token));
      if (depth === 0) return this.LA(ahead + 1);
    }
  }
}

let parser: GiqParser | undefined;

/** The one parser, built on first use. */
export function giqParser(): GiqParser {
  parser ??= new GiqParser();
  return parser;
}
